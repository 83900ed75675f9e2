import { AppError } from '@shared/contract/errors'

/**
 * What `attempt` answers as soon as it is decided. It reads anew each time and answers `undefined` or `false` when
 * somebody else came between its reading and its conditional update.
 *
 * @param tries how often it is attempted at most
 * @throws AppError BUSY when somebody else came first each time, and at once whatever `attempt` throws
 */
export async function again<T>(tries: number, attempt: () => Promise<T | false | undefined>): Promise<T> {
  for (let tried = 0; tried < tries; tried++) {
    const decided = await attempt()
    if (decided !== undefined && decided !== false) return decided
  }
  throw new AppError('BUSY')
}

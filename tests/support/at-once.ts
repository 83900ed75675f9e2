/** What says that others came first so often that this is left to whoever comes next: the timer, or a second tap. */
const isLeftForLater = (error: unknown): boolean => {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  return code === 'BUSY' || / is not booked yet$/.test(String(message))
}

/**
 * Runs all at once. How often one of them may lose against the others is bounded, and on a busy machine anybody may
 * lose that often: then it is refused as BUSY or stays owed, and comes again. So they do here, one after another, and
 * nobody is in their way then.
 *
 * @throws whatever else fails, and what fails again
 */
export async function allAtOnce(runs: readonly (() => Promise<unknown>)[]): Promise<void> {
  const done = await Promise.allSettled(runs.map((run) => run()))
  for (const [i, one] of done.entries()) {
    if (one.status === 'fulfilled') continue
    if (!isLeftForLater(one.reason)) throw one.reason
    await runs[i]?.()
  }
}

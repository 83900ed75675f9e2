import { contract, type FunctionName } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import type { Handlers } from './door'

/** Handlers that refuse every call: the table of a function whose domain is still being written. */
export function unanswered<F extends FunctionName>(name: F): Handlers<F> {
  const refuse = async () => {
    throw new AppError('UNKNOWN_CALL')
  }
  return Object.fromEntries(
    Object.keys(contract[name]).map((path) => [path, refuse]),
  ) as unknown as Handlers<F>
}

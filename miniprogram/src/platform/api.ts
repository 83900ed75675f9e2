import type { CallName, InputOf, OutputOf } from '@shared/contract'
import type { ErrorCode } from '@shared/contract/errors'
import { callFunction } from './cloud'

/** A refusal by the server: a code, a sentence for the user and the id under which the log has the cause. */
export class CallError extends Error {
  override readonly name = 'CallError'

  constructor(
    readonly code: ErrorCode,
    sentence: string,
    readonly requestId: string,
    /** What the call's contract says that comes with the code; absent from a server that says nothing of it. */
    readonly details?: unknown,
  ) {
    super(sentence)
  }
}

/**
 * Makes a call of the contract. Only its types are imported, so no schema is in the client's package: the
 * server validates.
 * @throws CallError when the server refuses, NetworkError when no answer came
 */
export async function call<N extends CallName>(
  name: N,
  input: InputOf<N>,
  options: { timeoutMs?: number } = {},
): Promise<OutputOf<N>> {
  const slash = name.indexOf('/')
  const envelope = await callFunction(name.slice(0, slash), { path: name.slice(slash + 1), input }, options)
  if (!envelope.ok) {
    const { code, message, requestId, details } = envelope.error
    throw new CallError(code, message, requestId, details)
  }
  return envelope.data as OutputOf<N>
}

/** A token that makes a command safe to repeat: keep it until the command's answer has come. */
export function newToken(): string {
  const part = () => Math.random().toString(36).slice(2, 12).padEnd(10, '0')
  return `${Date.now().toString(36)}-${part()}${part()}`
}

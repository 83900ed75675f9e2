import * as z from 'zod'
import { contract } from '@shared/contract'
import type { Call, Details } from '@shared/contract/define'
import { ERROR_SENTENCES } from '@shared/contract/errors'
import type { Schema } from './schema'

/** A call as clients meet it. */
export interface CallDescription {
  readonly kind: 'query' | 'command'
  readonly permission: string
  /** What may be sent: fields with defaults may be left out. */
  readonly input: Schema
  readonly output: Schema
  readonly errors: readonly string[]
  /** What comes with a code, by code. */
  readonly details?: Readonly<Record<string, Schema>>
}

export interface ContractDescription {
  readonly calls: Readonly<Record<string, CallDescription>>
  /** The sentences of the codes. */
  readonly errors: Readonly<Record<string, string>>
}

export function describeCall(call: Call): CallDescription {
  const { kind, permission, input, output, errors, details } = call
  return {
    kind,
    permission,
    input: z.toJSONSchema(input, { io: 'input' }) as Schema,
    output: z.toJSONSchema(output, { io: 'output' }) as Schema,
    errors: [...errors].sort(),
    ...(details && { details: describeDetails(details) }),
  }
}

const describeDetails = (details: Details): Record<string, Schema> =>
  Object.fromEntries(
    Object.entries(details).map(([code, schema]) => [
      code,
      z.toJSONSchema(schema, { io: 'output' }) as Schema,
    ]),
  )

/** The contract as it is, as data: what a baseline holds. */
export function describeContract(): ContractDescription {
  const calls = Object.entries(contract).flatMap(([fn, all]) =>
    Object.entries(all as Record<string, Call>).map(
      ([name, call]) => [`${fn}/${name}`, describeCall(call)] as const,
    ),
  )
  return { calls: Object.fromEntries(calls.sort(([a], [b]) => (a < b ? -1 : 1))), errors: ERROR_SENTENCES }
}

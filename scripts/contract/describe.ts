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
    input: describeSchema(input, 'input'),
    output: describeSchema(output, 'output'),
    errors: [...errors].sort(),
    ...(details && { details: describeDetails(details) }),
  }
}

/**
 * JSON Schema, and what it has no word for: the refinements by their own words.
 * @throws Error for a refinement without words: a change of it could not be seen
 */
function describeSchema(schema: z.ZodType, io: 'input' | 'output'): Schema {
  return z.toJSONSchema(schema, {
    io,
    override({ zodSchema, jsonSchema, path }) {
      const words = (zodSchema._zod.def.checks ?? []).map(wordsOf).filter((one) => one !== undefined)
      if (words.includes('')) throw new Error(`${path.join('.')}: a refinement without words`)
      if (words.length > 0) Object.assign(jsonSchema, { refinements: words })
    },
  }) as Schema
}

/** The words of a refinement; undefined for a check that JSON Schema knows itself. */
function wordsOf({ _zod: { def } }: z.core.$ZodCheck): string | undefined {
  if (def.check !== 'custom') return undefined
  // The map of a check takes that check's issues alone, and its type says which only when it is known.
  const words = def.error as z.core.$ZodErrorMap<z.core.$ZodIssueCustom> | undefined
  const said = words?.({ code: 'custom', input: undefined, path: [] })
  return typeof said === 'string' ? said : (said?.message ?? '')
}

const describeDetails = (details: Details): Record<string, Schema> =>
  Object.fromEntries(
    Object.entries(details).map(([code, schema]) => [code, describeSchema(schema, 'output')]),
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

import type * as z from 'zod'
import type { ErrorCode } from './errors'
import type { Permission } from './permissions'

export interface Call<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  /** A query changes nothing and may be repeated freely; a command changes something. */
  readonly kind: 'query' | 'command'
  readonly permission: Permission
  readonly input: I
  /** The answer is cut to this schema: a field that is not named here never leaves the server. */
  readonly output: O
  readonly errors: readonly ErrorCode[]
}

export type Contract = Record<string, Call>

type Definition<I extends z.ZodType, O extends z.ZodType> = Omit<Call<I, O>, 'kind' | 'errors'> & {
  readonly errors?: readonly ErrorCode[]
}

/** Defines a call that only reads. */
export function query<I extends z.ZodType, O extends z.ZodType>(definition: Definition<I, O>): Call<I, O> {
  return { errors: [], ...definition, kind: 'query' }
}

/** Defines a call that changes something. */
export function command<I extends z.ZodType, O extends z.ZodType>(definition: Definition<I, O>): Call<I, O> {
  return { errors: [], ...definition, kind: 'command' }
}

import type * as z from 'zod'
import type { ErrorCode } from './errors'
import type { Permission } from './permissions'

export interface Call<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  P extends Permission = Permission,
> {
  /** A query changes nothing and may be repeated freely; a command changes something. */
  readonly kind: 'query' | 'command'
  readonly permission: P
  readonly input: I
  /** The answer is cut to this schema: a field that is not named here never leaves the server. */
  readonly output: O
  readonly errors: readonly ErrorCode[]
  /** What its input may take as JSON, in bytes; 256 KB when it does not say. */
  readonly inputBytes?: number
  /** What comes with some of these beside their sentence, cut to its schema like the answer. */
  readonly details?: Details
}

export type Details = { readonly [C in ErrorCode]?: z.ZodType }

export type Contract = Record<string, Call>

type Definition<I extends z.ZodType, O extends z.ZodType, P extends Permission> = Omit<
  Call<I, O, P>,
  'kind' | 'errors'
> & { readonly errors?: readonly ErrorCode[] }

/** Defines a call that only reads. */
export function query<I extends z.ZodType, O extends z.ZodType, P extends Permission>(
  definition: Definition<I, O, P>,
): Call<I, O, P> {
  return { errors: [], ...definition, kind: 'query' }
}

/** Defines a call that changes something. */
export function command<I extends z.ZodType, O extends z.ZodType, P extends Permission>(
  definition: Definition<I, O, P>,
): Call<I, O, P> {
  return { errors: [], ...definition, kind: 'command' }
}

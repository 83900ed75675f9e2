import type * as z from 'zod'
import { contract } from './collected/calls'
import type { Call } from './define'
import type { ErrorCode } from './errors'

/** Every call of the mall, by the cloud function that answers it; each domain names its own. */
export { contract }

type Everything = typeof contract
export type FunctionName = keyof Everything

/** A call's full name: `storefront/order.place`. */
export type CallName = {
  [F in FunctionName]: `${F}/${Extract<keyof Everything[F], string>}`
}[FunctionName]

type CallOf<N extends CallName> = N extends `${infer F extends FunctionName}/${infer C}`
  ? C extends keyof Everything[F]
    ? Extract<Everything[F][C], Call>
    : never
  : never

/** What a caller sends: fields with defaults may be left out. */
export type InputOf<N extends CallName> = z.input<CallOf<N>['input']>
/** What the server gets after validation. */
export type ParsedInputOf<N extends CallName> = z.output<CallOf<N>['input']>
/** What a caller gets. */
export type OutputOf<N extends CallName> = z.output<CallOf<N>['output']>
/** What the server answers, before it is cut to the schema. */
export type AnswerOf<N extends CallName> = z.input<CallOf<N>['output']>

/** What travels back over the wire. `now` is the server's clock, for countdowns on phones whose clock is off. */
export type Envelope<T = unknown> =
  | { ok: true; data: T; now: number }
  | {
      ok: false
      error: { code: ErrorCode; message: string; requestId: string; details?: unknown }
      now: number
    }

import type { Domain } from './collected/domains'

/**
 * What an answer is about, by the domain that owns it. A query names what it reads, a command what it touches: when a
 * command has succeeded, the answers that read something it touched are asked again. Each domain says it of its own
 * calls, in `topics.ts`; no schema is imported there, because the client carries it.
 */
export type Topic = Domain

type Audience = 'storefront' | 'distributor' | 'merchant'

/** For every call of a domain (`typeof import('./calls')`): what a query reads, what a command touches. */
export type TopicsOf<Calls> = {
  readonly [A in keyof Calls & Audience as `${A}/${Extract<keyof Calls[A], string>}`]: readonly Topic[]
}

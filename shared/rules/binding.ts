import { DAY_MS } from '../business-day'
import type { BindingPolicy } from '../contract/policy/schema'

/**
 * Whether opening a distributor's share binds the visitor to that distributor. Validity and protection (保护期) are
 * two spans: a binding is worth something while it is valid, and nobody else can take it over while it is protected.
 * Both end early when its distributor is not active any more and somebody else's link is opened.
 */

export interface BindingTerms {
  distributorId: string
  boundAt: number
  expiresAt: number
  protectedUntil: number
}

export interface Visit {
  visitorId: string
  /** Whose share was opened. */
  distributorId: string
  /** False for a distributor who is not (or no longer) approved. */
  active: boolean
  /** Whether the distributor whom the visitor is bound to is still active; without a binding it is not asked. */
  holderActive: boolean
  /**
   * Everybody above the sharing distributor, at any depth: those whose customer each one validly is, and those who
   * were fixed above each one when becoming a distributor; see `everybodyAbove`.
   */
  above: readonly string[]
}

export type BindingDecision =
  | { kind: 'keep'; reason: 'same_distributor' | 'first_link_wins' | 'protected' }
  | { kind: 'bind'; reason: 'first_visit' }
  | { kind: 'rebind'; reason: 'expired' }
  | { kind: 'take_over'; reason: 'protection_over' | 'holder_inactive' }
  | { kind: 'refuse'; reason: 'self' | 'inactive' | 'loop' }

/** True while a binding counts: from `boundAt` until before `expiresAt`. */
export function isValidBinding<T extends Pick<BindingTerms, 'expiresAt'>>(
  binding: T | null | undefined,
  now: number,
): binding is T {
  return binding != null && now < binding.expiresAt
}

function refusal(visit: Visit): 'self' | 'inactive' | 'loop' | undefined {
  if (visit.visitorId === visit.distributorId) return 'self'
  if (!visit.active) return 'inactive'
  // Nobody ever earns on the own purchases through others.
  if (visit.above.includes(visit.visitorId)) return 'loop'
  return undefined
}

/** Decides a visit. Pure: whoever writes the decision makes sure that `binding` is still the one it was made for. */
export function decideBinding(
  binding: BindingTerms | null,
  visit: Visit,
  policy: BindingPolicy,
  now: number,
): BindingDecision {
  const refused = refusal(visit)
  if (refused) return { kind: 'refuse', reason: refused }
  if (!binding) return { kind: 'bind', reason: 'first_visit' }
  if (!isValidBinding(binding, now)) return { kind: 'rebind', reason: 'expired' }
  if (binding.distributorId === visit.distributorId) return { kind: 'keep', reason: 'same_distributor' }
  // Somebody who earns nothing any more keeps a customer from nobody who does.
  if (!visit.holderActive) return { kind: 'take_over', reason: 'holder_inactive' }
  if (policy.mode === 'first') return { kind: 'keep', reason: 'first_link_wins' }
  if (now < binding.protectedUntil) return { kind: 'keep', reason: 'protected' }
  return { kind: 'take_over', reason: 'protection_over' }
}

/** The terms of a binding that is made now. Protection never outlasts validity. */
export function bindingTerms(distributorId: string, policy: BindingPolicy, now: number): BindingTerms {
  const expiresAt = now + policy.validDays * DAY_MS
  return {
    distributorId,
    boundAt: now,
    expiresAt,
    protectedUntil: Math.min(expiresAt, now + policy.protectedDays * DAY_MS),
  }
}

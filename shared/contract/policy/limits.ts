import type { TextLimit } from '../limits'

/** The most levels that earn on one sale. */
export const LEVELS_MOST = 3
/** More levels than these are paid only while the owner's confirmation stands (LAW-1). */
export const LEVELS_FREELY = 2
/** The name that the owner signs with. */
export const SIGNED_NAME: TextLimit = { least: 2, most: 20 }
/** What all levels together earn at most: half of what is sold. */
export const RATES_MOST_BPS = 5_000

/** Days after receipt before a commission may be settled. */
export const FREEZE_DAYS = { least: 0, most: 90 } as const
export const VALID_DAYS = { least: 1, most: 3_650 } as const
export const PROTECTED_DAYS = { least: 0, most: 3_650 } as const

/** Whether a protection (保护期) ends with the binding it protects, or before. */
export function isProtection(protectedDays: number, validDays: number): boolean {
  return protectedDays <= validDays
}

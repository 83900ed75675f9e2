import type { RefusesOf } from '../refuses'

/** What a call may refuse because of the courier, and the sentence a user reads. */
export const errors = {
  COURIER_UNKNOWN: '微信的快递名单里没有这一家，请重新选，或选「其他快递」写上名字',
} as const

/** Calls of other domains that may be refused with codes of this one. */
export const refuses = {
  'merchant/fulfilment.ship': ['COURIER_UNKNOWN'],
  'merchant/fulfilment.correct': ['COURIER_UNKNOWN'],
} as const satisfies RefusesOf<typeof errors>

import type { Sealed } from '../../../platform/personal'

/** Collection `members`, `_id` = openid. Made on the first visit. */
export interface MemberDoc {
  _id: string
  nickname: string
  createdAt: number
  lastSeenAt: number
  /** The address book by address id, so that each change of it is one conditional update; see `addressesOf`. */
  addresses: Record<string, AddressDoc>
  /** How many there are: the limit is decided in the update that adds one. */
  addressCount: number
  /** The address that was made the default last; it may be gone, then the oldest one stands in. */
  defaultAddressId: string | null
  /** Who recommended this buyer; see `shared/rules/binding.ts`. */
  binding: BindingDoc | null
  /** The distributor of `binding`, for the list of customers. */
  boundTo: string | null
  /** Every change of `binding` with its reason, oldest first. */
  bindingHistory: (BindingDoc & { reason: 'bound' | 'rebound' | 'taken_over' | 'undone' })[]
  /** The version of user agreement and privacy policy that the member agreed to last, and when. */
  consent?: { version: number; at: number }
  /** When the member had everything deleted last. */
  erasedAt?: number
}

export interface AddressDoc extends KeptReceiver {
  addressId: string
  /** In clear: freight and figures go by it. */
  province: string
  city: string
  district: string
  receiver: Sealed<Receiver>
  label: string
  createdAt: number
}

/** Whom a parcel goes to, and to which door; sealed wherever it is stored. */
export interface Receiver {
  name: string
  mobile: string
  detail: string
}

/** A receiver as it is stored: what lies in the seal stands nowhere beside it. */
export interface KeptReceiver extends Partial<Record<keyof Receiver, never>> {
  receiver?: Sealed<Receiver>
}

/** Who recommended a buyer; part of the member (`members.binding`). */
export interface BindingDoc {
  distributorId: string
  /** The distributor and those above (at most three, nearest first): who may earn on this buyer's orders. */
  path: string[]
  shareCode: string
  boundAt: number
  expiresAt: number
  protectedUntil: number
}

/** Collection `members`, `_id` = openid. Made on the first visit. */
export interface MemberDoc {
  _id: string
  nickname: string
  createdAt: number
  lastSeenAt: number
  addresses: AddressDoc[]
  /** Who recommended this buyer; see `shared/rules/binding.ts`. */
  binding: BindingDoc | null
  /** The distributor of `binding`, for the list of customers. */
  boundTo: string | null
  /** Every change of `binding` with its reason, oldest first. */
  bindingHistory: (BindingDoc & { reason: 'bound' | 'rebound' | 'taken_over' })[]
}

export interface AddressDoc {
  addressId: string
  name: string
  mobile: string
  province: string
  city: string
  district: string
  detail: string
  label: string
  isDefault: boolean
}

export interface BindingDoc {
  distributorId: string
  shareCode: string
  boundAt: number
  expiresAt: number
  protectedUntil: number
}

/** Collection `staff`, `_id` = openid. */
export interface StaffDoc {
  _id: string
  name: string
  owner: boolean
  permissions: string[]
}

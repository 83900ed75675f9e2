declare module '../../../platform/context' {
  interface StaffContext {
    /** Who calls, as the door has read them. */
    readonly staff: StaffDoc
  }
}

/** Collection `staff`, `_id` = openid. Written by hand: see `staff.rules`. */
export interface StaffDoc {
  _id: string
  name: string
  owner: boolean
  permissions: string[]
}

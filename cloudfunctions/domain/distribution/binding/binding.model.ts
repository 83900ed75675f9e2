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

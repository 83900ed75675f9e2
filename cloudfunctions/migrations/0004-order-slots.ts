import { defineMigration } from '../platform/migration'

/** What an order was before it had one of its buyer's places for unpaid orders. */
interface OldOrder {
  state: string
  slot?: string
}

export const migration = defineMigration<OldOrder>({
  id: '0004-order-slots',
  collection: 'orders',
  version: 3,
  what: 'orders have one of the places that their buyer has for unpaid ones, or their own number',
  reads: ['state', 'slot'],
  // Functions of before place orders without it, and pay and close those that have it.
  again: true,
  change({ _id, state, slot }) {
    const isOpen = state === 'pending_payment' && slot !== undefined
    return isOpen || slot === _id ? null : { set: { slot: _id } }
  },
})

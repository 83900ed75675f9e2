import { defineMigration } from '../platform/migration'

/** What an order was when whom it goes to stood in clear; empty once its term was over. */
interface OldOrder {
  address?: { name?: string; mobile?: string; detail?: string; [field: string]: unknown }
}

export const migration = defineMigration<OldOrder>({
  id: '0006-order-receivers',
  collection: 'orders',
  version: 4,
  what: 'name, telephone number and street of orders are sealed',
  reads: ['address'],
  // Functions of before show what stands in clear: it is sealed when they are gone.
  again: true,
  change({ _id, address }, last, personal) {
    if (!last || address?.name === undefined) return null
    const { name, mobile = '', detail = '', ...place } = address
    if (name + mobile + detail === '') return { set: { address: place } }
    const at = { in: 'orders', of: _id, at: 'address.receiver' }
    const receiver = personal.seal(at, { name, mobile, detail })
    return { set: { address: { ...place, receiver } } }
  },
})

import { defineMigration } from '../platform/migration'

/** What an order was when whom it goes to stood in clear; empty once its term was over. Any part may be missing. */
interface OldOrder {
  address?: {
    name?: string | null
    mobile?: string | null
    detail?: string | null
    receiver?: string
    [field: string]: unknown
  } | null
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
    if (!last || !address) return null
    const { name, mobile, detail, ...place } = address
    const isInClear = [name, mobile, detail].some((one) => one !== undefined)
    // Beside a seal without a name: what is sealed is whole.
    if (!isInClear || (name === undefined && place.receiver !== undefined)) return null
    const told = { name: name ?? '', mobile: mobile ?? '', detail: detail ?? '' }
    if (Object.values(told).join('') === '') return { set: { address: place } }
    const at = { in: 'orders', of: _id, at: 'address.receiver' }
    const receiver = personal.seal(at, told)
    return { set: { address: { ...place, receiver } } }
  },
})

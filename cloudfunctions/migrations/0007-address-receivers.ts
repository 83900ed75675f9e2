import { defineMigration } from '../platform/migration'

/** An address of somebody's book when it stood in clear. Any part may be missing. */
interface OldAddress {
  name?: string | null
  mobile?: string | null
  detail?: string | null
  receiver?: string
  [field: string]: unknown
}

/** Whether something of it stands in clear; beside a seal without a name what is sealed is whole. */
const isInClear = (address: OldAddress | null): address is OldAddress =>
  address !== null &&
  [address.name, address.mobile, address.detail].some((one) => one !== undefined) &&
  (address.name !== undefined || address.receiver === undefined)

export const migration = defineMigration<{ addresses?: Record<string, OldAddress | null> | null }>({
  id: '0007-address-receivers',
  collection: 'members',
  version: 2,
  what: 'names, telephone numbers and streets of address books are sealed',
  reads: ['addresses'],
  // Functions of before read and write what stands in clear: it is sealed when they are gone.
  again: true,
  change({ _id, addresses }, last, personal) {
    if (!last || !addresses || !Object.values(addresses).some(isInClear)) return null
    const sealed = Object.entries(addresses).map(([id, address]) => {
      if (!isInClear(address)) return [id, address]
      const { name, mobile, detail, ...place } = address
      const told = { name: name ?? '', mobile: mobile ?? '', detail: detail ?? '' }
      const at = { in: 'members', of: _id, at: `addresses.${id}.receiver` }
      return [id, { ...place, receiver: personal.seal(at, told) }]
    })
    return { set: { addresses: Object.fromEntries(sealed) as object } }
  },
})

import { defineMigration } from '../platform/migration'

/** An address of somebody's book when it stood in clear. */
interface OldAddress {
  name?: string
  mobile?: string
  detail?: string
  [field: string]: unknown
}

export const migration = defineMigration<{ addresses?: Record<string, OldAddress> }>({
  id: '0007-address-receivers',
  collection: 'members',
  version: 2,
  what: 'names, telephone numbers and streets of address books are sealed',
  reads: ['addresses'],
  // Functions of before read and write what stands in clear: it is sealed when they are gone.
  again: true,
  change({ _id, addresses = {} }, last, personal) {
    if (!last || Object.values(addresses).every(({ name }) => name === undefined)) return null
    const sealed = Object.entries(addresses).map(([id, address]) => {
      const { name, mobile = '', detail = '', ...place } = address
      if (name === undefined) return [id, address]
      const at = { in: 'members', of: _id, at: `addresses.${id}.receiver` }
      return [id, { ...place, receiver: personal.seal(at, { name, mobile, detail }) }]
    })
    return { set: { addresses: Object.fromEntries(sealed) as object } }
  },
})

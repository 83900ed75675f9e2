import fc from 'fast-check'
import { personal } from '../../tests/support/personal'
import type { Migration } from '../platform/migration'
import type { Sealed } from '../platform/personal'
import { migration as orders } from './0006-order-receivers'
import { migration as members } from './0007-address-receivers'
import { migration as distributors } from './0008-applicants'

const change = (migration: Migration, document: object, last = true) =>
  migration.change({ _id: 'd', ...document }, last, personal)
const opened = (at: string, of: string, sealed: unknown) =>
  personal.open(
    { in: at, of, at: at === 'orders' ? 'address.receiver' : 'applicant' },
    sealed as Sealed<object>,
  )

const receiver = { name: '林知夏', mobile: '13812346207', detail: '文三路 199 号' }
const place = { province: '浙江省', city: '杭州市', district: '西湖区' }

test('[SEAL-4] nothing is sealed while functions of before still read it', () => {
  for (const [migration, document] of [
    [orders, { address: { ...place, ...receiver } }],
    [members, { addresses: { home: { ...place, ...receiver } } }],
    [distributors, { realName: '林知夏', mobile: '13812346207', channel: '群' }],
  ] as const) {
    expect(change(migration, document, false)).toBeNull()
    expect(change(migration, document)).not.toBeNull()
    expect(migration.again).toBe(true)
  }
})

test('[SEAL-4] what stood in clear lies in the seal of its place, whatever it is', () => {
  fc.assert(
    fc.property(fc.tuple(fc.string({ minLength: 1 }), fc.string(), fc.string()), ([name, mobile, detail]) => {
      const order = change(orders, { address: { ...place, name, mobile, detail } })
      const address = order?.set?.['address'] as { receiver?: unknown }
      expect(opened('orders', 'd', address.receiver)).toEqual({ name, mobile, detail })
      expect({ ...address, receiver: 0 }).toEqual({ ...place, receiver: 0 })
      const told = { realName: name, mobile, channel: detail }
      const applied = change(distributors, told)
      expect(opened('distributors', 'd', applied?.set?.['applicant'])).toEqual(told)
      expect(applied?.remove).toEqual(['realName', 'mobile', 'channel'])
    }),
  )
})

test('[SEAL-4] of an address book every address is sealed at its own place, and what is sealed stays as it is', () => {
  const sealed = { ...place, receiver: 'p1.there', addressId: 'work' }
  const found = change(members, { addresses: { home: { ...place, ...receiver, label: '家' }, work: sealed } })
  const { home, work } = found?.set?.['addresses'] as Record<string, { receiver: Sealed<object> }>
  expect(personal.open({ in: 'members', of: 'd', at: 'addresses.home.receiver' }, home!.receiver)).toEqual(
    receiver,
  )
  expect(home).toEqual({ ...place, label: '家', receiver: home!.receiver })
  expect(work).toEqual(sealed)
  expect(change(members, { addresses: { work: sealed } })).toBeNull()
  expect(change(members, { addresses: {} })).toBeNull()
})

test('[SEAL-4] what was taken away when its term was over, or at its member’s wish, stays away', () => {
  const blank = { name: '', mobile: '', detail: '' }
  expect(change(orders, { address: { ...place, ...blank } })).toEqual({ set: { address: place } })
  expect(change(orders, { address: { ...place, receiver: 'p1.there' } })).toBeNull()
  expect(change(distributors, { realName: '', mobile: '', channel: '' })).toEqual({
    remove: ['realName', 'mobile', 'channel'],
  })
  expect(change(distributors, {})).toBeNull()
})

test('[SEAL-4] what has no name is sealed as well, and what is null breaks nothing', () => {
  const { mobile, detail } = receiver
  const order = change(orders, { address: { ...place, mobile, detail } })
  const { receiver: ofOrder, ...rest } = order?.set?.['address'] as { receiver?: unknown }
  expect([opened('orders', 'd', ofOrder), rest]).toEqual([{ name: '', mobile, detail }, place])
  for (const none of [{ address: null }, { address: place }, {}]) expect(change(orders, none)).toBeNull()

  const book = change(members, { addresses: { home: { ...place, mobile, detail: null }, gone: null } })
  const { home, gone } = book?.set?.['addresses'] as Record<string, { receiver: Sealed<object> }>
  const at = { in: 'members', of: 'd', at: 'addresses.home.receiver' }
  expect(personal.open(at, home!.receiver)).toEqual({ name: '', mobile, detail: '' })
  expect([{ ...home, receiver: 0 }, gone]).toEqual([{ ...place, receiver: 0 }, null])
  for (const none of [{ addresses: null }, { addresses: { gone: null } }, {}])
    expect(change(members, none)).toBeNull()

  for (const told of [
    { mobile, channel: '群' },
    { realName: null, mobile, channel: '群' },
  ]) {
    const applied = change(distributors, told)
    expect(opened('distributors', 'd', applied?.set?.['applicant'])).toEqual({ ...told, realName: '' })
    expect(applied?.remove).toEqual(['realName', 'mobile', 'channel'])
  }
})

test('[SEAL-4] a seal that has a part in clear beside it is not replaced by it', () => {
  const sealed = { ...place, receiver: 'p1.there', mobile: receiver.mobile }
  expect(change(orders, { address: sealed })).toBeNull()
  expect(change(members, { addresses: { home: sealed } })).toBeNull()
  expect(change(distributors, { applicant: 'p1.there', mobile: receiver.mobile })).toBeNull()
})

import type { StaffContext } from '../../cloudfunctions/platform/context'
import { createPersonal, readPersonalKey } from '../../cloudfunctions/platform/personal'
import { UNREADABLE } from '@shared/words/unreadable'
import { loose } from '../local/loose'
import { crashing, type TestMall } from '../support/context'
import { distributor, merchant, storefront } from '../support/handlers'
import { keptApplicant, keptReceiver, receiverIn } from '../support/personal'
import { codeOf, MINUTE_MS, startSaleMall, type SaleMall } from '../support/sale'
import { randomBytes } from '../support/seed'

/** Personal data before the staff: masked, and in clear for whoever asks, which is put on record first. */

let mall: SaleMall
beforeAll(async () => void (mall = await startSaleMall()))
beforeEach(() => void mall.clock.advance(MINUTE_MS * 10))
afterAll(() => mall.close())

const acting = (call: string, openid = 'oShipper'): StaffContext => ({
  ...mall.asStaff(openid),
  acting: { openid, name: '阿青', call },
})
const reveal = (orderId: string, ctx = acting('fulfilment.reveal')) =>
  merchant['fulfilment.reveal'](ctx, { orderId })
const rowsOf = (id: string) => mall.db.find('trail', { where: { 'subject.id': id }, limit: 100 })
const RECEIVER = { name: '林小满', mobile: '13812345678', detail: '榕荫路 1 号' }
const PLACE = { province: '福建省', city: '福州市', district: '鼓楼区' }

async function placed(): Promise<{ orderId: string; buyer: string }> {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(3)]
  return { ...(await mall.place(buyer, product)), buyer }
}

describe('whom an order goes to', () => {
  it('[REVEAL-1] is masked in lists and on its page, and told in clear to who asks', async () => {
    const { orderId, buyer } = await placed()
    const masked = { ...PLACE, name: '林**', mobile: '138****5678', detail: '榕荫路****' }
    expect((await merchant['fulfilment.get'](mall.asStaff(), { orderId })).address).toEqual(masked)
    const { items } = await merchant['fulfilment.list'](mall.asStaff(), { tab: 'all' })
    expect(items.find((one) => one.orderId === orderId)).toMatchObject({ receiver: '林**' })
    expect(await reveal(orderId)).toEqual({ ...PLACE, ...RECEIVER })
    expect((await storefront['order.get'](mall.as(buyer), { orderId })).address).toEqual({
      ...PLACE,
      ...RECEIVER,
    })
    expect(await codeOf(reveal('none'))).toBe('NOT_FOUND')
    expect(await rowsOf('none')).toEqual([])
  })

  it('[REVEAL-1] is masked where a part of it is missing, too', async () => {
    const { orderId } = await placed()
    const nameless = keptReceiver(orderId, { ...PLACE, ...RECEIVER, name: '', detail: '榕荫里三单元三〇二' })
    await mall.db.change('orders', { _id: orderId }, { address: mall.db._.set(nameless) })
    const masked = { ...PLACE, name: '', mobile: '138****5678', detail: '榕荫里****' }
    expect((await merchant['fulfilment.get'](mall.asStaff(), { orderId })).address).toEqual(masked)
  })

  it('[REVEAL-2] leaves a row that says who looked at which order, and nothing of what was seen', async () => {
    const { orderId } = await placed()
    await reveal(orderId)
    const [row, ...more] = await rowsOf(orderId)
    expect(more).toEqual([])
    expect(row).toMatchObject({
      ...{ kind: 'privacy', what: '看了完整收件信息', openid: 'oShipper', name: '阿青', changes: [] },
      ...{ subject: { id: orderId, name: `订单 ${orderId}` }, at: mall.clock.now(), requestId: 'test' },
    })
    for (const told of Object.values(RECEIVER)) expect(JSON.stringify(row)).not.toContain(told)
  })

  it('[REVEAL-2] the row stands before anything is answered, wherever the process dies', async () => {
    for (const when of ['before', 'after'] as const) {
      for (const at of [1, 2]) {
        const { orderId } = await placed()
        await expect(reveal(orderId, crashing(acting('fulfilment.reveal'), at, when))).rejects.toThrow()
        const stands = at === 2 && when === 'after'
        expect({ at, when, rows: (await rowsOf(orderId)).length }).toEqual({ at, when, rows: stands ? 1 : 0 })
      }
    }
    const { orderId } = await placed()
    const full = { ...mall.db, insert: () => Promise.reject(new Error('disk full')) } as TestMall['db']
    await expect(reveal(orderId, { ...acting('fulfilment.reveal'), db: full })).rejects.toThrow('disk full')
    const { acting: _nobody, ...nameless } = acting('fulfilment.reveal')
    await expect(reveal(orderId, nameless)).rejects.toThrow('nobody acts')
  })

  it('[REVEAL-3] the same look within ten minutes is one row, another’s and a later one are others', async () => {
    const { orderId } = await placed()
    const { orderId: other } = await placed()
    const answers = await Promise.all(Array.from({ length: 10 }, () => reveal(orderId)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await rowsOf(orderId)).toHaveLength(1)
    await reveal(orderId, acting('fulfilment.reveal', 'oOwner'))
    await reveal(other)
    expect(await rowsOf(orderId)).toHaveLength(2)
    expect(await rowsOf(other)).toHaveLength(1)
    mall.clock.advance(10 * MINUTE_MS)
    await reveal(orderId)
    expect(await rowsOf(orderId)).toHaveLength(3)
  })

  it('[REVEAL-1] is empty, and no riddle, once its term is over', async () => {
    const { orderId } = await placed()
    await mall.db.change('orders', { _id: orderId }, { 'address.receiver': mall.db._.remove() })
    const empty = { ...PLACE, name: '', mobile: '', detail: '' }
    expect((await merchant['fulfilment.get'](mall.asStaff(), { orderId })).address).toEqual(empty)
  })
})

describe('an applicant', () => {
  const told = { realName: '司徒青禾', mobile: '13611112222', channel: '群主电话 13611112222' }
  const form = { nickname: '青禾', ...told, agreementVersion: 1 }
  const idOf = async (openid: string) => (await mall.db.get('distributors', openid))?.distributorId ?? ''
  const listed = async (openid: string) => {
    const { items } = await merchant['distributor.list'](mall.asStaff(), { state: 'pending' })
    const id = await idOf(openid)
    return items.find(({ distributorId }) => distributorId === id)
  }

  it('[REVEAL-1, REVEAL-2] is masked in the list, and told in clear to who asks, which is put on record', async () => {
    const openid = await mall.newBuyer()
    await distributor['distributor.apply'](mall.as(openid), form)
    expect(await listed(openid)).toMatchObject({
      ...{ nickname: '青禾', realName: '司**', maskedMobile: '136****2222' },
      channel: '群主电话 136****2222',
    })
    const distributorId = await idOf(openid)
    const ctx = acting('distributor.reveal')
    expect(await merchant['distributor.reveal'](ctx, { distributorId })).toEqual(told)
    const rows = await rowsOf(distributorId)
    expect(rows).toMatchObject([{ kind: 'privacy', what: '看了完整申请资料', subject: { name: '青禾' } }])
    expect(JSON.stringify(rows)).not.toMatch(/司徒|13611112222/)
    expect(await codeOf(merchant['distributor.reveal'](ctx, { distributorId: 'none' }))).toBe('NOT_FOUND')
  })

  it('[REVEAL-1] tells no number in the words about the channel, however it is written, nor without a name', async () => {
    const openid = await mall.newBuyer()
    const channel = '加我 136 1111 2222 或 １３６-1111-2222，座机 0571-8888 1234，每月 500 份'
    await distributor['distributor.apply'](mall.as(openid), { ...form, channel })
    const masked = '加我 136 **** 2222 或 １３６-****-2222，座机 0571-**** **34，每月 500 份'
    expect(await listed(openid)).toMatchObject({ realName: '司**', channel: masked })
    await mall.db.change(
      'distributors',
      { _id: openid },
      {
        applicant: keptApplicant(openid, { ...told, realName: '', channel }),
      },
    )
    expect(await listed(openid)).toMatchObject({ realName: '', maskedMobile: '136****2222', channel: masked })
  })

  it('[SEAL-4] who applied before anything was sealed is read, and applies again under a seal', async () => {
    const openid = await mall.newBuyer()
    await distributor['distributor.apply'](mall.as(openid), form)
    const { _ } = mall.db
    const old = { ...told, applicant: _.remove(), state: 'left' }
    await loose(mall.db).change('distributors', { _id: openid }, { ...old, state: 'pending' })
    expect(await listed(openid)).toMatchObject({ realName: '司**', maskedMobile: '136****2222' })
    const copy = await storefront['privacy.export'](mall.as(openid))
    expect(JSON.parse(copy.text)).toMatchObject({ distributor: told })
    await loose(mall.db).change('distributors', { _id: openid }, old)
    await distributor['distributor.apply'](mall.as(openid), { ...form, mobile: '13700001111' })
    const anew = await mall.db.get('distributors', openid)
    expect(JSON.stringify(anew)).not.toMatch(/司徒青禾|1361111|1370000/)
    expect(await listed(openid)).toMatchObject({ maskedMobile: '137****1111' })
  })
})

describe('what was stored before it was sealed', () => {
  it('[SEAL-4] an address in clear is read, ordered to and changed: then nothing is left in clear', async () => {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(3)]
    const { _ } = mall.db
    const clear = { 'addresses.home.receiver': _.remove() }
    for (const [name, value] of Object.entries(RECEIVER))
      Object.assign(clear, { [`addresses.home.${name}`]: value })
    await loose(mall.db).change('members', { _id: buyer }, clear)
    const [address] = (await storefront['member.addresses'](mall.as(buyer))).items
    expect(address).toMatchObject({ ...PLACE, ...RECEIVER })
    const { orderId } = await mall.place(buyer, product)
    const order = await mall.db.get('orders', orderId)
    expect(receiverIn(order)).toEqual(RECEIVER)
    expect(JSON.stringify(order)).not.toMatch(/林小满|13812345678|榕荫路/)
    await storefront['member.saveAddress'](mall.as(buyer), {
      ...{ ...PLACE, ...RECEIVER, addressId: 'home', label: '家', isDefault: true },
    })
    expect(JSON.stringify(await mall.db.get('members', buyer))).not.toMatch(/林小满|13812345678|榕荫路/)
  })

  it('[SEAL-4] an order in clear is shown to its buyer, and masked to the staff', async () => {
    const { orderId, buyer } = await placed()
    const address = { ...PLACE, ...RECEIVER }
    await loose(mall.db).change('orders', { _id: orderId }, { address: mall.db._.set(address) })
    expect((await storefront['order.get'](mall.as(buyer), { orderId })).address).toEqual(address)
    const seen = (await merchant['fulfilment.get'](mall.asStaff(), { orderId })).address
    expect(seen).toMatchObject({ name: '林**', mobile: '138****5678' })
    expect(await reveal(orderId)).toEqual(address)
  })
})

describe('what no key opens', () => {
  const lost = createPersonal({ current: readPersonalKey(randomBytes(32).toString('base64')), old: [] })

  it('[SEAL-5] an order of it is shown with the rest of it, and the list with the others', async () => {
    const { orderId, buyer } = await placed()
    const { orderId: other } = await placed()
    const place = { in: 'orders', of: orderId, at: 'address.receiver' }
    await mall.db.change('orders', { _id: orderId }, { 'address.receiver': lost.seal(place, RECEIVER) })
    const unreadable = { ...PLACE, name: UNREADABLE, mobile: '', detail: UNREADABLE }
    mall.log.length = 0
    expect((await merchant['fulfilment.get'](mall.asStaff(), { orderId })).address).toEqual(unreadable)
    expect(mall.log).toEqual([
      expect.objectContaining({
        ...{ level: 'error', event: 'personal.unreadable' },
        fields: expect.objectContaining({ in: 'orders', at: 'address.receiver' }),
      }),
    ])
    expect(await storefront['order.get'](mall.as(buyer), { orderId })).toMatchObject({
      ...{ orderId, payFen: 12_800 },
      address: unreadable,
    })
    const { items } = await merchant['fulfilment.list'](mall.asStaff(), { tab: 'all' })
    const receiverOf = (id: string) => items.find((one) => one.orderId === id)?.receiver
    expect([receiverOf(orderId), receiverOf(other)]).toEqual([UNREADABLE, '林**'])
    expect(await reveal(orderId)).toEqual(unreadable)
    expect(JSON.parse((await storefront['privacy.export'](mall.as(buyer))).text)).toMatchObject({
      orders: [{ orderId, address: unreadable }],
    })
  })

  it('[SEAL-5] nothing is ordered to an address of it, and the member writes it once more', async () => {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(3)]
    const place = { in: 'members', of: buyer, at: 'addresses.home.receiver' }
    const sealed = lost.seal(place, RECEIVER)
    await mall.db.change('members', { _id: buyer }, { 'addresses.home.receiver': sealed })
    expect(await codeOf(mall.place(buyer, product))).toBe('ADDRESS_REQUIRED')
    expect((await storefront['member.addresses'](mall.as(buyer))).items).toMatchObject([
      { ...PLACE, name: UNREADABLE, detail: UNREADABLE },
    ])
    const anew = { ...PLACE, ...RECEIVER, addressId: 'home', label: '家', isDefault: true }
    await storefront['member.saveAddress'](mall.as(buyer), anew)
    expect(await codeOf(mall.place(buyer, product))).toBe('ok')
  })

  it('[SEAL-5] a distributor of it stays in the list', async () => {
    const openid = await mall.newBuyer()
    await mall.db.change(
      'distributors',
      { _id: `${openid}Up1` },
      {
        applicant: lost.seal(
          { in: 'distributors', of: `${openid}Up1`, at: 'applicant' },
          {
            ...{ realName: '司徒青禾', mobile: '13611112222', channel: '群' },
          },
        ),
      },
    )
    const { items } = await merchant['distributor.list'](mall.asStaff(), { state: 'active' })
    const names = new Set(items.map(({ realName }) => realName))
    expect(names).toEqual(new Set([UNREADABLE, '林**']))
    // What was sealed for somebody else is none either.
    const moved = keptApplicant('somebody', { realName: '别人', mobile: '13611112222', channel: '群' })
    await mall.db.change('distributors', { _id: `${openid}Up2` }, { applicant: moved })
    const again = await merchant['distributor.list'](mall.asStaff(), { state: 'active' })
    expect(again.items.filter(({ realName }) => realName === UNREADABLE)).toHaveLength(2)
  })
})

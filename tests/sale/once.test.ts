import type { InputOf } from '../../shared/contract'
import { refuseRefunds } from '../../emulator/src/wechatpay'
import { refund as refundPart } from '../../cloudfunctions/domain/sale/refund'
import { resume } from '../../cloudfunctions/domain/sale/refund/refund.repo'
import { distributor, merchant, storefront } from '../support/handlers'
import {
  codeOf,
  DAY_MS,
  MINUTE_MS,
  shipByMerchant,
  skuOf,
  startSaleMall,
  type SaleMall,
} from '../support/sale'

/** A command whose answer was lost is sent again, also while the first one is at work: one effect, the same answer. */

jest.setTimeout(120_000)
let mall: SaleMall
let counter = 0
beforeAll(async () => void (mall = await startSaleMall()))
afterAll(() => mall.close())

const lastToken = () => `once-token-of-${String(counter).padStart(6, '0')}`
function newToken(): string {
  counter += 1
  return lastToken()
}

/** The answers of twenty at once, each different one once. */
async function twenty(command: () => Promise<unknown>): Promise<unknown[]> {
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      command().catch((error: unknown) => ({ refused: (error as { code?: string }).code ?? String(error) })),
    ),
  )
  return [...new Set(answers.map((answer) => JSON.stringify(answer)))].map(
    (text) => JSON.parse(text) as unknown,
  )
}

describe('cart.add', () => {
  const add = (buyer: string, product: string, token?: string, quantity = 2) =>
    storefront['cart.add'](mall.as(buyer), {
      productId: product,
      skuId: skuOf(product),
      quantity,
      ...(token !== undefined && { token }),
    })

  test('[ONCE-1] the same token adds once: to no cart, to a cart, to a line, and to a full one', async () => {
    const [buyer, tea, cup] = [await mall.newBuyer(), await mall.newProduct(5), await mall.newProduct(5)]
    for (const [product, quantity, cartCount] of [
      [tea, 2, 2],
      [cup, 3, 5],
      [tea, 4, 9],
      [cup, 999, 1_005],
    ] as const) {
      const token = newToken()
      expect(await twenty(() => add(buyer, product, token, quantity))).toEqual([{ cartCount }])
      expect(await add(buyer, product, token, quantity)).toEqual({ cartCount })
    }
    // Another token, or none as of old, is another addition.
    expect(await add(buyer, tea, newToken())).toEqual({ cartCount: 1_007 })
    expect(await add(buyer, tea)).toEqual({ cartCount: 1_009 })
    expect(await add(buyer, tea)).toEqual({ cartCount: 1_011 })
  })

  test('[ONCE-1] other goods under a token that was used are added, once as well', async () => {
    const [buyer, tea, cup] = [await mall.newBuyer(), await mall.newProduct(5), await mall.newProduct(5)]
    const token = newToken()
    expect(await add(buyer, tea, token)).toEqual({ cartCount: 2 })
    expect(await twenty(() => add(buyer, cup, token))).toEqual([{ cartCount: 4 }])
    expect(await twenty(() => add(buyer, tea, token, 3))).toEqual([{ cartCount: 7 }])
    expect(await add(buyer, tea, token)).toEqual({ cartCount: 7 })
  })

  test('[ONCE-1] what was added before it went off the shelf was added, and what was taken out stays out', async () => {
    const [buyer, tea] = [await mall.newBuyer(), await mall.newProduct(5)]
    const token = newToken()
    await add(buyer, tea, token)
    await mall.db.change('products', { _id: tea }, { listed: false })
    expect(await add(buyer, tea, token)).toEqual({ cartCount: 2 })
    expect(await codeOf(add(buyer, tea, newToken()))).toBe('PRODUCT_UNAVAILABLE')
    await mall.db.change('products', { _id: tea }, { listed: true })
    await storefront['cart.remove'](mall.as(buyer), { skuIds: [skuOf(tea)] })
    expect(await add(buyer, tea, token)).toEqual({ cartCount: 0 })
  })

  test('[ONCE-6] a cart remembers the last additions only', async () => {
    const [buyer, tea] = [await mall.newBuyer(), await mall.newProduct(5)]
    for (let i = 0; i < 22; i++) await add(buyer, tea, newToken(), 1)
    const { added } = (await mall.db.get('carts', buyer)) ?? {}
    expect(added).toHaveLength(20)
    expect(added?.at(-1)).toBe(`${lastToken()} ${skuOf(tea)} 1`)
  })

  test('[ONCE-1] costs no trip more', async () => {
    const [buyer, tea] = [await mall.newBuyer(), await mall.newProduct(5)]
    await add(buyer, tea, newToken())
    const plain = await mall.tripsOf(() => add(buyer, tea))
    const once = await mall.tripsOf(() => add(buyer, tea, newToken()))
    expect(once.trips).toHaveLength(plain.trips.length)
  })
})

describe('member.saveAddress', () => {
  const form = {
    name: '林知夏',
    mobile: '13800006207',
    province: '浙江省',
    city: '杭州市',
    district: '西湖区',
    detail: '文三路 199 号',
    label: '',
    isDefault: false,
  }
  const save = (openid: string, token?: string) =>
    storefront['member.saveAddress'](mall.as(openid), { ...form, ...(token !== undefined && { token }) })
  const addresses = async (openid: string) => (await storefront['member.addresses'](mall.as(openid))).items

  test('[ONCE-2] the same token is one address, of somebody new, too', async () => {
    for (const openid of [await mall.newBuyer(), 'oNewcomer']) {
      const before = (await addresses(openid)).length
      const token = newToken()
      expect(await twenty(() => save(openid, token))).toHaveLength(1)
      expect(await addresses(openid)).toHaveLength(before + 1)
      await save(openid, newToken())
      await save(openid)
      await save(openid)
      expect(await addresses(openid)).toHaveLength(before + 4)
    }
  })

  test('[ONCE-2] addresses of somebody new who saves several at once all stand', async () => {
    await Promise.all(Array.from({ length: 5 }, () => save('oHasty')))
    expect(await addresses('oHasty')).toHaveLength(5)
  })

  test('[ONCE-2] the last one that fits stands, however often it comes; another one does not fit', async () => {
    const openid = 'oCollector'
    for (let i = 0; i < 19; i++) await save(openid)
    const token = newToken()
    const [answer] = await twenty(() => save(openid, token))
    expect(answer).toEqual({ addressId: expect.any(String) })
    expect(await save(openid, token)).toEqual(answer)
    expect(await codeOf(save(openid, newToken()))).toBe('ADDRESS_LIMIT')
    // Another member's same token is another address.
    expect(await save('oAnother', token)).not.toEqual(answer)
  })
})

describe('member.removeAddress', () => {
  test('[ONCE-8] removing what is not there is done, in one trip, and touches nobody else’s', async () => {
    const saveOf = (openid: string) =>
      storefront['member.saveAddress'](mall.as(openid), {
        name: '林知夏',
        mobile: '13800006207',
        province: '浙江省',
        city: '杭州市',
        district: '西湖区',
        detail: '文三路 199 号',
        label: '',
        isDefault: false,
      })
    const [first, second] = [await saveOf('oMover'), await saveOf('oMover')]
    const remove = (openid: string) =>
      storefront['member.removeAddress'](mall.as(openid), { addressId: first.addressId })
    expect(await twenty(() => remove('oMover'))).toEqual([{}])
    const { trips } = await mall.tripsOf(() => remove('oMover'))
    expect(trips).toHaveLength(1)
    const kept = await mall.db.get('members', 'oMover')
    expect(Object.keys(kept?.addresses ?? {})).toEqual([second.addressId])
    expect(kept?.addressCount).toBe(1)
    const stranger = await mall.newBuyer()
    await storefront['member.removeAddress'](mall.as(stranger), { addressId: second.addressId })
    expect(await mall.db.get('members', 'oMover')).toEqual(kept)
  })
})

describe('saves that stand already', () => {
  test('[ONCE-3] an edit of a product', async () => {
    const product = await mall.newProduct(5)
    await mall.db.change(
      'settings',
      { _id: 'shop' },
      { categories: mall.db._.set([{ categoryId: 'tea', name: '茶', icon: '' }]) },
    )
    const edit: InputOf<'merchant/catalog.save'> = {
      productId: product,
      version: 1,
      name: '正山小种',
      sellingPoint: '',
      tag: '',
      categoryId: 'tea',
      skus: [{ skuId: skuOf(product), priceFen: 9_900, listPriceFen: 0, costFen: 5_000 }],
    }
    const save = (change: object = {}) => merchant['catalog.save'](mall.asStaff(), { ...edit, ...change })
    expect(await twenty(save)).toEqual([{ version: 2 }])
    await merchant['catalog.setListed'](mall.asStaff(), { productId: product, listed: false })
    expect(await save()).toEqual({ version: 3 })
    expect(await codeOf(save({ name: '金骏眉' }))).toBe('VERSION_CONFLICT')
    expect(await save({ name: '金骏眉', version: 3 })).toEqual({ version: 4 })
    expect(await codeOf(save())).toBe('VERSION_CONFLICT')
  })

  test('[ONCE-3] a change of the policy', async () => {
    const { version, commission, binding } = await merchant['policy.get'](mall.asStaff())
    const save = (freezeDays: number) =>
      merchant['policy.save'](mall.asStaff(), { version, commission: { ...commission, freezeDays }, binding })
    expect(await twenty(() => save(3))).toEqual([{ version: version + 1 }])
    expect(await codeOf(save(4))).toBe('VERSION_CONFLICT')
    expect((await merchant['policy.get'](mall.asStaff())).version).toBe(version + 1)
  })
})

describe('somebody who wants to distribute', () => {
  const apply = (openid: string, token?: string) =>
    distributor['distributor.apply'](mall.as(openid), {
      nickname: '知夏',
      realName: '林知夏',
      mobile: '13800006207',
      channel: '朋友圈和社群',
      agreementVersion: 1,
      ...(token !== undefined && { token }),
    })
  const state = async (openid: string) => (await mall.db.get('distributors', openid))?.state
  const decide = async (
    openid: string,
    decision: { decision: 'approve' } | { decision: 'refuse'; reason: string },
  ) =>
    merchant['distributor.decide'](mall.asStaff(), {
      distributorId: (await mall.db.get('distributors', openid))?.distributorId ?? '',
      ...decision,
    })

  test('[ONCE-4] applies once with the same token, also when it is decided meanwhile', async () => {
    const token = newToken()
    expect(await twenty(() => apply('oHopeful', token))).toEqual([{}])
    expect(await codeOf(apply('oHopeful', newToken()))).toBe('ALREADY_APPLIED')
    expect(await codeOf(apply('oHopeful'))).toBe('ALREADY_APPLIED')
    await decide('oHopeful', { decision: 'refuse', reason: '资料不全' })
    // What was sent before does not renew what was refused since.
    expect(await twenty(() => apply('oHopeful', token))).toEqual([{}])
    expect(await state('oHopeful')).toBe('refused')
    const again = newToken()
    expect(await twenty(() => apply('oHopeful', again))).toEqual([{}])
    expect(await state('oHopeful')).toBe('pending')
    await mall.db.change('settings', { _id: 'shop' }, { 'agreement.version': 2 })
    expect(await apply('oHopeful', again)).toEqual({})
    expect(await codeOf(apply('oHopeful', newToken()))).toBe('AGREEMENT_OUTDATED')
    await mall.db.change('settings', { _id: 'shop' }, { 'agreement.version': 1 })
  })

  test('[ONCE-4] is decided once, and the same decision again is no other', async () => {
    const approve = { decision: 'approve' } as const
    const refuse = (reason: string) => ({ decision: 'refuse', reason }) as const
    await apply('oRefused')
    expect(await twenty(() => decide('oRefused', refuse('资料不全')))).toEqual([{}])
    expect(await codeOf(decide('oRefused', refuse('渠道不符')))).toBe('REVIEW_STATE')
    expect(await codeOf(decide('oRefused', approve))).toBe('REVIEW_STATE')
    await apply('oApproved')
    expect(await twenty(() => decide('oApproved', approve))).toEqual([{}])
    expect(await codeOf(decide('oApproved', refuse('资料不全')))).toBe('REVIEW_STATE')
    expect(await state('oApproved')).toBe('active')
    expect(await mall.db.count('accounts', { _id: 'oApproved' })).toBe(1)
  })
})

async function paidOrder(): Promise<string> {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
  const { orderId } = await mall.place(buyer, product)
  await mall.pay(buyer, orderId)
  await mall.jobs([0])
  return orderId
}

describe('an order', () => {
  test('[ONCE-5] is sent once with the same waybill, and once with a wrong one that was put right', async () => {
    const orderId = await paidOrder()
    expect(await twenty(() => shipByMerchant(mall, orderId))).toEqual([{}])
    expect(Object.keys((await mall.order(orderId)).parcels)).toHaveLength(1)
    expect(await codeOf(shipByMerchant(mall, orderId, 'SF9999999999'))).not.toBe('ok')
    await mall.jobs([0])
    expect(mall.told.filter(({ kind }) => kind === 'shipping')).toHaveLength(1)
  })

  const refund = (orderId: string, token?: string) =>
    merchant['refund.create'](mall.asStaff(), {
      orderId,
      reason: '买家不想要了',
      ...(token !== undefined && { token }),
    })

  test('[ONCE-5] is refunded once with the same token, also when the money is back meanwhile', async () => {
    const orderId = await paidOrder()
    const token = newToken()
    expect(await twenty(() => refund(orderId, token))).toEqual([{}])
    await mall.jobs([5 * MINUTE_MS, 5 * MINUTE_MS])
    const order = await mall.order(orderId)
    expect(order.refundState).toBe('succeeded')
    expect(Object.keys(order.refunds)).toEqual([`R${orderId}`])
    expect(await refund(orderId, token)).toEqual({})
    expect(await codeOf(refund(orderId, newToken()))).toBe('REFUND_STATE')
    expect(await codeOf(refund(orderId))).toBe('REFUND_STATE')
  })

  test('[ONCE-5] a refund that is stuck is asked for again once with the same token', async () => {
    const orderId = await paidOrder()
    refuseRefunds(mall.wechatpay.context, 'USER_ACCOUNT_ABNORMAL')
    await refund(orderId, newToken())
    const token = newToken()
    // Refused again: a second press would ask a third time.
    expect(await twenty(() => refund(orderId, token))).toEqual([{}])
    const pressed = (await mall.order(orderId)).refunds[`R${orderId}`]?.presses
    expect(pressed?.filter((one) => one === token)).toHaveLength(1)
    const { revision } = await mall.order(orderId)
    refuseRefunds(mall.wechatpay.context, undefined)
    expect(await twenty(() => refund(orderId, token))).toEqual([{}])
    expect(await mall.order(orderId)).toMatchObject({ revision, refundState: 'abnormal' })
    expect(await twenty(() => refund(orderId, newToken()))).toContainEqual({})
    await mall.jobs([5 * MINUTE_MS, DAY_MS])
    expect((await mall.order(orderId)).refundState).toBe('succeeded')
  })

  test('[ONCE-5] a press that comes again asks for no other refund that is stuck meanwhile', async () => {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
    const { orderId } = await mall.place(buyer, product, { quantity: 2 })
    await mall.pay(buyer, orderId)
    await mall.jobs([0])
    refuseRefunds(mall.wechatpay.context, 'USER_ACCOUNT_ABNORMAL')
    const lines = [{ lineId: skuOf(product), quantity: 1 }]
    const request = { kind: 'pieces' as const, lines, freight: false }
    for (const token of [newToken(), newToken()]) {
      await refundPart(mall.ctx, orderId, { request, reason: '少了一件', token })
    }
    await mall.jobs([0])
    const states = async () => Object.values((await mall.order(orderId)).refunds).map(({ state }) => state)
    expect(await states()).toEqual(['abnormal', 'abnormal'])
    refuseRefunds(mall.wechatpay.context, undefined)
    const token = newToken()
    await refund(orderId, token)
    await mall.jobs([5 * MINUTE_MS, 5 * MINUTE_MS])
    expect((await states()).sort()).toEqual(['abnormal', 'succeeded'])
    await refund(orderId, token)
    await mall.jobs([5 * MINUTE_MS, 5 * MINUTE_MS])
    expect((await states()).sort()).toEqual(['abnormal', 'succeeded'])
  })

  test('[ONCE-5] a press that was slower than WeChat Pay’s next refusal asks no second time', async () => {
    const orderId = await paidOrder()
    refuseRefunds(mall.wechatpay.context, 'USER_ACCOUNT_ABNORMAL')
    await refund(orderId, newToken())
    const token = newToken()
    const seen = (await mall.order(orderId)).refunds[`R${orderId}`]
    if (!seen) throw new Error('there is no refund')
    await refund(orderId, token)
    expect((await mall.order(orderId)).refunds[`R${orderId}`]).toMatchObject({
      ...seen,
      presses: expect.anything(),
    })
    // Whoever read the order before sees the same state and the same problem.
    expect(await resume(mall.ctx, orderId, seen, token)).toBeNull()
    expect(await resume(mall.ctx, orderId, seen, newToken())).not.toBeNull()
    refuseRefunds(mall.wechatpay.context, undefined)
  })

  test('[ONCE-6] remembers the last presses of a refund that is stuck for long', async () => {
    const orderId = await paidOrder()
    refuseRefunds(mall.wechatpay.context, 'USER_ACCOUNT_ABNORMAL')
    for (let i = 0; i < 22; i++) {
      await refund(orderId, newToken())
      mall.clock.advance(MINUTE_MS)
    }
    refuseRefunds(mall.wechatpay.context, undefined)
    const { presses } = (await mall.order(orderId)).refunds[`R${orderId}`] ?? {}
    expect(presses).toHaveLength(20)
    expect(presses?.at(-1)).toBe(lastToken())
  })
})

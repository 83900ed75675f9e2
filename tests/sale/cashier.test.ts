import { storefront } from '../support/handlers'
import { enterPassword } from '../../emulator/src/wechatpay'
import { codeOf, MINUTE_MS, startSaleMall, type SaleMall } from '../support/sale'

// A busy machine is no failure: nothing here is measured in time.
jest.setTimeout(120_000)

/**
 * What payers do at the cashier, and what WeChat Pay answers then.
 *
 * Sources: time_expire https://pay.weixin.qq.com/doc/v3/partner/4012523593; one number, one payment
 * https://pay.weixin.qq.com/wiki/doc/api/wxa/wxa_api.php?chapter=4_2; closing
 * https://pay.weixin.qq.com/wiki/doc/apiv3/apis/chapter3_4_3.shtml
 */
describe('at the cashier', () => {
  let mall: SaleMall
  beforeAll(async () => {
    mall = await startSaleMall()
  })
  afterAll(() => mall.close())

  async function prepared() {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(1)]
    const { orderId } = await mall.place(buyer, product)
    const prepare = () => storefront['payment.prepare'](mall.as(buyer), { orderId })
    const cancel = () => codeOf(storefront['payment.close'](mall.as(buyer), { orderId }))
    const { payParams } = await prepare()
    if (!payParams) throw new Error('there is nothing to pay')
    const prepayId = payParams.package.replace('prepay_id=', '')
    const confirm = (options: { despiteClose?: boolean } = {}) =>
      mall.wechatpay.pay(payParams, { openid: buyer, notify: 'never', ...options })
    return { buyer, product, orderId, prepare, cancel, confirm, payParams, prepayId }
  }

  const soldOnce = async (orderId: string, product: string) => {
    await mall.jobs([MINUTE_MS])
    expect(await mall.order(orderId)).toMatchObject({ state: 'paid', refunds: {}, owed: [] })
    expect(await mall.stock(product)).toEqual({ available: 0, held: 0, sold: 1 })
    expect(await mall.db.count('commissions', { _id: orderId })).toBe(1)
  }

  test('[PAY-2] the same sheet twice, or the sheets of two phones, is one payment', async () => {
    const { orderId, product, buyer, prepare, confirm } = await prepared()
    const onOtherPhone = (await prepare()).payParams
    expect(confirm()).toMatchObject({ ok: true })
    expect(confirm()).toMatchObject({ code: 'ORDERPAID' })
    expect(mall.wechatpay.pay(onOtherPhone!, { openid: buyer })).toMatchObject({ code: 'ORDERPAID' })
    expect(await codeOf(prepare())).toBe('ORDER_PAID')
    await soldOnce(orderId, product)
  })

  test('[PAY-4] dismissed, then paid, with the callback lost: the return of the client finds it', async () => {
    const { orderId, product, buyer, confirm, prepayId } = await prepared()
    const sync = () => storefront['payment.sync'](mall.as(buyer), { orderId })
    expect(mall.wechatpay.cancel(prepayId)).toMatchObject({ code: 'USER_CANCEL' })
    expect(await sync()).toEqual({ state: 'pending_payment' })
    expect(confirm()).toMatchObject({ ok: true })
    expect(await sync()).toEqual({ state: 'paid' })
    await soldOnce(orderId, product)
  })

  test('[PAY-10] an order is not closed while its payer enters the password', async () => {
    const { orderId, product, cancel, confirm, prepayId } = await prepared()
    enterPassword(mall.wechatpay.context, prepayId)
    expect(await cancel()).toBe('PAYMENT_UNAVAILABLE')
    expect((await mall.order(orderId)).state).toBe('pending_payment')
    expect(confirm()).toMatchObject({ ok: true })
    expect(await cancel()).toBe('ORDER_PAID')
    await soldOnce(orderId, product)
  })

  test('[PAY-5] a payer who was faster than the close gets everything back', async () => {
    const { orderId, product, cancel, confirm } = await prepared()
    expect(await cancel()).toBe('ok')
    expect(confirm({ despiteClose: true })).toMatchObject({ ok: true })
    await mall.wechatpay.resend(orderId)
    await mall.jobs([MINUTE_MS, 2 * MINUTE_MS])
    expect(await mall.order(orderId)).toMatchObject({ state: 'closed', refundState: 'succeeded', owed: [] })
    expect(mall.wechatpay.trade({ outTradeNo: orderId })?.shownState).toBe('REFUND')
    expect(await mall.stock(product)).toEqual({ available: 1, held: 0, sold: 0 })
    expect(await mall.commission(orderId)).toBeNull()
  })

  test('[PAY-11] nobody pays after the order expired, and then it closes', async () => {
    const { orderId, product, prepare, confirm } = await prepared()
    mall.clock.set((await mall.order(orderId)).expiresAt)
    expect(confirm()).toMatchObject({ code: 'ORDER_EXPIRED' })
    expect(await codeOf(prepare())).toBe('ORDER_EXPIRED')
    await mall.jobs([MINUTE_MS])
    expect(await mall.order(orderId)).toMatchObject({ state: 'closed', closeReason: 'timeout' })
    expect(await mall.stock(product)).toEqual({ available: 1, held: 0, sold: 0 })
  })

  test('[PAY-10] prepared again with another amount it is refused, reported, and closes in its time', async () => {
    const { orderId, product, prepare } = await prepared()
    await mall.db.change('orders', { _id: orderId }, { payFen: 1 })
    expect(await codeOf(prepare())).toBe('PAYMENT_UNAVAILABLE')
    const reported = { event: 'payment.prepay_rejected', fields: { orderId, code: 'OUT_TRADE_NO_USED' } }
    expect(mall.log.at(-1)).toMatchObject(reported)
    await mall.jobs([31 * MINUTE_MS, MINUTE_MS])
    expect((await mall.order(orderId)).state).toBe('closed')
    expect(await mall.stock(product)).toEqual({ available: 1, held: 0, sold: 0 })
  })

  test.each(['ORDER_NOT_EXIST', 'RESOURCE_NOT_EXISTS'])(
    '[PAY-10] a payment that never arrived at WeChat Pay (%s) closes without it',
    async (code) => {
      const { orderId, product } = await prepared()
      const query = async () => ({ kind: 'rejected' as const, code, message: '', final: true })
      mall.clock.set((await mall.order(orderId)).expiresAt)
      const ctx = { ...mall.ctx, pay: { ...mall.ctx.pay, query } }
      const buyer = (await mall.order(orderId)).buyerId
      expect(await codeOf(storefront['payment.close']({ ...ctx, openid: buyer }, { orderId }))).toBe('ok')
      expect(await mall.stock(product)).toEqual({ available: 1, held: 0, sold: 0 })
    },
  )
})

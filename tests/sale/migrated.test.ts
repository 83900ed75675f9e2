import { migration as orders } from '../../cloudfunctions/migrations/0001-order-lines'
import { migration as commissions } from '../../cloudfunctions/migrations/0002-commission-lines'
import { refund } from '../../cloudfunctions/domain/sale/refund'
import { shipByMerchant, skuOf, startSaleMall, type SaleMall } from '../support/sale'

/** What the functions write now, met by the second run of the migrations. */

jest.setTimeout(120_000)
let mall: SaleMall
beforeAll(async () => void (mall = await startSaleMall()))
afterAll(() => mall.close())

test('[MIGRATE-12] an order of the new functions, sent in part and refunded in part, is left alone', async () => {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
  const { orderId } = await mall.place(buyer, product, { quantity: 3 })
  const untouched = async () => {
    expect(
      orders.change({ ...(await mall.order(orderId)), _id: orderId }, true, mall.ctx.personal),
    ).toBeNull()
    const commission = await mall.db.get('commissions', orderId)
    if (commission)
      expect(commissions.change({ ...commission, _id: orderId }, true, mall.ctx.personal)).toBeNull()
    return commission
  }
  await untouched()
  await mall.pay(buyer, orderId)
  await mall.jobs([0])
  const lines = [{ lineId: skuOf(product), quantity: 1 }]
  const request = { kind: 'pieces' as const, lines, freight: false }
  await refund(mall.ctx, orderId, { request, reason: '少了一件', token: 'token-of-one-refund-01' })
  await mall.jobs([0])
  await untouched()
  await shipByMerchant(mall, orderId)
  expect((await untouched())?.reversals).not.toEqual({})
})

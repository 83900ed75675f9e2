import { storefront } from '../support/handlers'
import { graphemes } from '../../shared/text/graphemes'
import { MINUTE_MS, shipByMerchant, skuOf, startSaleMall, type SaleMall } from '../support/sale'

/** What WeChat is told of an order whose goods have long names of composed characters. */

jest.setTimeout(240_000)

const FAMILY = '👨‍👩‍👧‍👦'
let mall: SaleMall
let words: string[]

beforeAll(async () => {
  mall = await startSaleMall()
  words = []
  const heard = { kind: 'ok', value: null } as const
  Object.assign(mall.ctx.wechat, {
    sendSubscribeMessage: ({ data }: { data: Record<string, string> }) => {
      words.push(...Object.values(data))
      return Promise.resolve(heard)
    },
    uploadShippingInfo: ({ itemDescription }: { itemDescription: string }) => {
      words.push(itemDescription)
      return Promise.resolve(heard)
    },
  })
})
afterAll(() => mall.close())

/** Two goods, paid and shipped; what WeChat Pay shows the payer. */
async function sell(name: string): Promise<string> {
  const buyer = await mall.newBuyer()
  const products = [await mall.newProduct(1), await mall.newProduct(1)]
  for (const product of products) await mall.db.change('products', { _id: product }, { name })
  const { orderId } = await storefront['order.place'](mall.as(buyer), {
    token: `names-${buyer}-0123456789`,
    lines: products.map((productId) => ({ productId, skuId: skuOf(productId), quantity: 1 })),
    choices: {},
    addressId: 'home',
    remark: '',
    expectedPayFen: 25_600,
    fromCart: false,
    pay: false,
  })
  const { payParams } = await storefront['payment.prepare'](mall.as(buyer), { orderId })
  const prepayId = payParams?.package.replace('prepay_id=', '') ?? ''
  const { description } = mall.wechatpay.sheet(prepayId) as { description: string }
  mall.wechatpay.pay(payParams!, { openid: buyer })
  await mall.jobs([MINUTE_MS])
  await shipByMerchant(mall, orderId)
  await mall.jobs([MINUTE_MS])
  return description
}

test('[TEXT-1] names of composed characters stay whole, and leave room for the word about the others', async () => {
  const description = await sell(FAMILY.repeat(20))
  expect(description).toBe(`${FAMILY.repeat(4)} 等 2 种商品`)
  expect(words).toContain(`${FAMILY.repeat(2)}等2种`)
  for (const word of [description, ...words]) {
    expect(graphemes(word).every((one) => one === FAMILY || !one.includes('\u200d'))).toBe(true)
  }
})

test('[TEXT-1] a name that shows nothing, as somebody wrote it by hand, is a word all the same', async () => {
  words = []
  expect(await sell('\u200b')).toBe('商品 等 2 种商品')
  expect(words).toContain('商品等2种')
  expect(words).toContain('商品 x1、商品 x1')
})

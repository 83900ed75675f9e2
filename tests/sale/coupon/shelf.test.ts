import type { ShelfPart } from '../../../cloudfunctions/domain/goods/catalog'
import type { CheckoutPart } from '../../../cloudfunctions/domain/sale/checkout'
import { withEffect, type Step } from '../../../shared/rules/pricing'
import { storefront } from '../../support/handlers'
import { PRICE_FEN, skuOf, startSaleMall, type SaleMall } from '../../support/sale'

// A busy machine is no failure: nothing here is measured in time.
jest.setTimeout(240_000)

declare module '../../../shared/rules/pricing/types' {
  interface PricingFacts {
    /** What a piece costs for now, by product. */
    trialFlash?: Record<string, number>
  }
}

const FLASH_FEN = 9_900

/** A promotion of unit prices, from outside: its step, and what that goes by in orders and on the shelf. */
const step: Step = {
  name: 'trial-flash',
  slot: 'unit',
  apply: (draft, { facts: { trialFlash = {} } }) =>
    draft.lines.reduce((next, { lineId, productId, quantity, goodsFen }) => {
      const fen = trialFlash[productId]
      const reason = { kind: 'flash', source: 'f1', version: 1, words: '限时 99' }
      return fen === undefined
        ? next
        : withEffect(next, reason, new Map([[lineId, fen * quantity - goodsFen]]))
    }, draft),
}

let mall: SaleMall
let product: string
let other: string
beforeAll(async () => {
  mall = await startSaleMall()
  product = await mall.newProduct(5)
  other = await mall.newProduct(5)
  const facts = { trialFlash: { [product]: FLASH_FEN } }
  const part: CheckoutPart = { name: 'flash', from: 'products', ids: () => [], facts: () => facts }
  const shelf: ShelfPart = { name: 'flash', facts: () => Promise.resolve(facts) }
  const { seams } = mall.ctx
  Object.assign(mall.ctx, {
    seams: {
      ...seams,
      pricingSteps: [...seams.pricingSteps, step],
      checkoutParts: [...seams.checkoutParts, part],
      shelfParts: [...seams.shelfParts, shelf],
    },
  })
})
afterAll(() => mall.close())

test('[SEAM-15] a promotion of unit prices shows on cards and pages, in the cart and the quote, and is what is paid', async () => {
  const buyer = await mall.newBuyer()
  const { items } = await storefront['catalog.list'](mall.as(buyer), { sort: 'default' })
  const card = (productId: string) => items.find((one) => one.productId === productId)
  expect(card(product)).toMatchObject({ priceFen: FLASH_FEN, listPriceFen: PRICE_FEN })
  expect(card(other)).toMatchObject({ priceFen: PRICE_FEN })
  const page = await storefront['catalog.product'](mall.as(buyer), { productId: product })
  expect(page.skus).toMatchObject([{ priceFen: FLASH_FEN, listPriceFen: PRICE_FEN }])

  const wanted = { productId: product, skuId: skuOf(product), quantity: 1 }
  await storefront['cart.add'](mall.as(buyer), wanted)
  const cart = await storefront['cart.get'](mall.as(buyer), { choices: {} })
  expect(cart).toMatchObject({
    offers: true,
    lines: [{ payFen: FLASH_FEN, effects: [{ words: '限时 99' }] }],
  })
  const quote = await storefront['order.quote'](mall.as(buyer), { lines: [wanted], choices: {} })
  expect(quote.amounts).toEqual(cart.amounts)
  const { payFen } = await mall.place(buyer, product, { expectedPayFen: quote.amounts.payFen })
  expect(payFen).toBe(quote.amounts.payFen)
})

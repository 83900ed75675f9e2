import { routes } from '@shared/collected/routes'
import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import type { CommissionPolicy } from '@shared/contract/policy/schema'
import { commissionOn } from '@shared/rules/commission'
import type { Context, DistributorContext } from '../../../platform/context'
import { derivedId } from '../../../platform/ids'
import { tooOften } from '../../../platform/throttle'
import { loadProducts, pageOfProducts, toCards, type ProductDoc } from '../../goods/catalog'
import { CODE_PACE, insertShare, keepCode, noteCodeAsked, readShareWithCode } from './share.repo'

const CODE_LENGTH = 10
/** What a scanned code opens; the share's code travels as the scene. */
const PRODUCT_PAGE = routes['goods/detail']
const HOME_PAGE = routes['home']

/** What a distributor earns at the first level on one piece of a product's cheapest SKU. */
export function earningOf(
  product: Pick<ProductDoc, 'skus'>,
  policy: CommissionPolicy,
): { earnFen: number; rateBps: number } {
  const rateBps = policy.rates[0] ?? 0
  const [sku] = [...product.skus].sort((a, b) => a.priceFen - b.priceFen)
  if (!sku) return { earnFen: 0, rateBps }
  const { priceFen: payFen, costFen } = sku
  const line = { lineId: sku.skuId, quantity: 1, payFen, costFen, ratesBps: [rateBps] }
  const [link] = commissionOn([line], policy.base, 1)
  return { earnFen: link?.amountFen ?? 0, rateBps }
}

/** A page of products with what they earn. One round trip beside the door's. @throws AppError BAD_INPUT */
export async function productsToShare(
  ctx: DistributorContext,
  { cursor, keyword }: ParsedInputOf<'distributor/sharing.products'>,
): Promise<AnswerOf<'distributor/sharing.products'>> {
  const { settings } = ctx.caller
  const page = await pageOfProducts(ctx, {
    ...(cursor !== undefined && { cursor }),
    ...(keyword !== undefined && { keyword }),
  })
  const cards = new Map((await toCards(ctx, page.items)).map((card) => [card.productId, card]))
  const items = page.items.flatMap((product) => {
    const card = cards.get(product._id)
    return card ? [{ ...card, ...earningOf(product, settings.commission) }] : []
  })
  return { ...page, items }
}

async function listedProduct(ctx: Context, productId: string): Promise<ProductDoc> {
  const product = (await loadProducts(ctx, [productId])).get(productId)
  if (!product?.listed) throw new AppError('NOT_FOUND')
  return product
}

/** One round trip beside the door's. @throws AppError NOT_FOUND for a product that is not listed */
export async function earningFor(
  ctx: DistributorContext,
  productId: string,
): Promise<AnswerOf<'distributor/sharing.earning'>> {
  return earningOf(await listedProduct(ctx, productId), ctx.caller.settings.commission)
}

/**
 * The caller's share of a product or of the shop. Its code follows from both, so the same share is made once, by
 * as many calls at once as there are. Two round trips beside the door's; one for the shop.
 *
 * @throws AppError NOT_FOUND for a product that is not listed
 */
export async function makeShare(
  ctx: DistributorContext,
  { productId }: ParsedInputOf<'distributor/sharing.create'>,
): Promise<AnswerOf<'distributor/sharing.create'>> {
  const { distributor, settings } = ctx.caller
  const [card] = productId === undefined ? [] : await toCards(ctx, [await listedProduct(ctx, productId)])
  const code = derivedId(CODE_LENGTH, 'share', ctx.openid, productId ?? '')
  await insertShare(ctx, {
    _id: code,
    distributorId: ctx.openid,
    productId: productId ?? null,
    createdAt: ctx.clock.now(),
  })
  const sharerName = distributor.nickname
  if (!card) {
    const picture = settings.banners[0]?.picture ?? ''
    return { code, title: settings.name, picture, sellingPoint: settings.slogan, sharerName }
  }
  return {
    code,
    title: card.name,
    picture: card.picture,
    priceFen: card.priceFen,
    ...(card.listPriceFen > 0 && { listPriceFen: card.listPriceFen }),
    sellingPoint: card.sellingPoint,
    sharerName,
  }
}

/**
 * The mini-program code of one of the caller's shares, which is kept once WeChat has made it. One round trip beside the
 * door's; the first time two more, and one call to WeChat.
 * @throws AppError NOT_FOUND for an unknown share or somebody else's, CODE_UNAVAILABLE when WeChat gives none,
 *   TOO_OFTEN
 */
export async function codeOfShare(
  ctx: DistributorContext,
  code: string,
): Promise<AnswerOf<'distributor/sharing.code'>> {
  const found = await readShareWithCode(ctx, code)
  if (found?.share.distributorId !== ctx.openid) throw new AppError('NOT_FOUND')
  const { share, made } = found
  const page = share.productId === null ? HOME_PAGE : PRODUCT_PAGE
  const opens = `${ctx.wechat.envVersion} ${page}`
  if (made?.opens === opens) return { pngBase64: made.pngBase64 }
  if (!(await noteCodeAsked(ctx, code))) {
    const since = await readShareWithCode(ctx, code)
    if (since?.made?.opens === opens) return { pngBase64: since.made.pngBase64 }
    throw tooOften(ctx, since?.share.asks, CODE_PACE) ?? new AppError('BUSY')
  }
  const outcome = await ctx.wechat.miniProgramCode({ scene: code, page })
  if (outcome.kind !== 'ok') {
    throw new AppError('CODE_UNAVAILABLE', {
      cause: new Error(outcome.kind === 'rejected' ? outcome.code : outcome.cause),
    })
  }
  const pngBase64 = Buffer.from(outcome.value).toString('base64')
  await keepCode(ctx, { _id: code, pngBase64, opens, madeAt: ctx.clock.now() })
  return { pngBase64 }
}

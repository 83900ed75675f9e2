import * as z from 'zod'
import { fen } from '../fields'

export const productCard = z.object({
  productId: z.string(),
  name: z.string(),
  /** One line that sells, e.g. 纯棉 · 不起球. */
  sellingPoint: z.string(),
  picture: z.string(),
  /** The lowest price of its SKUs. */
  priceFen: fen,
  /** The struck-through price (划线价) of that SKU; 0 when there is none. */
  listPriceFen: fen,
  tag: z.string().optional(),
  salesCount: z.int(),
  soldOut: z.boolean(),
  /** Set when the product has exactly one SKU: it can go to the cart at a tap. */
  onlySkuId: z.string().optional(),
})
export type ProductCard = z.infer<typeof productCard>

export const category = z.object({ categoryId: z.string(), name: z.string(), icon: z.string() })
export type Category = z.infer<typeof category>

export const banner = z.object({
  picture: z.string(),
  title: z.string(),
  subtitle: z.string(),
  productId: z.string().optional(),
  categoryId: z.string().optional(),
})

export const section = z.object({
  sectionId: z.string(),
  title: z.string(),
  subtitle: z.string(),
  /** `row` scrolls sideways with small cards, `grid` has two columns of large ones. */
  layout: z.enum(['row', 'grid']),
  categoryId: z.string().optional(),
  products: z.array(productCard),
})

export const sku = z.object({
  skuId: z.string(),
  /** One value a specification, in the order of `specs`. */
  values: z.array(z.string()),
  priceFen: fen,
  listPriceFen: fen,
  picture: z.string().optional(),
  /** How many pieces one member may buy in all (限购). */
  limitPerMember: z.int().optional(),
  /** Pieces that can be bought now. */
  available: z.int(),
})

export const productDetail = z.object({
  productId: z.string(),
  name: z.string(),
  sellingPoint: z.string(),
  pictures: z.array(z.string()),
  tag: z.string().optional(),
  /** 规格, e.g. 净含量: 125g / 250g. */
  specs: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
  skus: z.array(sku),
  salesCount: z.int(),
  origin: z.string(),
  /** Name and value pairs of the product's parameters. */
  attributes: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Paragraphs and pictures of the long description. */
  detail: z.array(z.union([z.object({ text: z.string() }), z.object({ picture: z.string() })])),
  listed: z.boolean(),
})
export type ProductDetail = z.infer<typeof productDetail>

export const PRODUCT_SORTS = ['default', 'sales', 'newest', 'priceAsc', 'priceDesc'] as const

export const merchantSku = z.object({
  skuId: z.string(),
  values: z.array(z.string()),
  priceFen: fen,
  listPriceFen: fen,
  costFen: fen,
  limitPerMember: z.int().optional(),
  available: z.int(),
  held: z.int(),
  sold: z.int(),
})

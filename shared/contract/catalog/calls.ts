import * as z from 'zod'
import { command, query } from '../define'
import { done, fen, fenInput, id, nothing, page, pageOf, text } from '../fields'
import { QUANTITY_MOST } from '../limits'
import { KEYWORD, PRICE_LEAST, PRODUCT_NAME, PRODUCT_TAG, SELLING_POINT, SKUS_MOST } from './limits'
import { banner, category, productCard, productDetail, section, PRODUCT_SORTS, merchantSku } from './schema'

export const storefront = {
  'catalog.home': query({
    permission: 'anyone',
    input: nothing,
    output: z.object({
      banners: z.array(banner),
      categories: z.array(category),
      sections: z.array(section),
      searchHint: z.string(),
    }),
  }),
  'catalog.categories': query({
    permission: 'anyone',
    input: nothing,
    output: z.object({ items: z.array(category) }),
  }),
  'catalog.list': query({
    permission: 'anyone',
    input: z.strictObject({
      ...page,
      categoryId: id.optional(),
      keyword: text(KEYWORD.most, KEYWORD.least).optional(),
      sort: z.enum(PRODUCT_SORTS).default('default'),
    }),
    output: pageOf(productCard),
  }),
  'catalog.product': query({
    permission: 'anyone',
    input: z.strictObject({ productId: id }),
    output: productDetail,
    errors: ['NOT_FOUND'],
  }),
}

export const merchant = {
  'catalog.list': query({
    permission: 'staff:product.read',
    input: z.strictObject({
      ...page,
      tab: z.enum(['listed', 'delisted', 'low_stock']).default('listed'),
      keyword: text(KEYWORD.most, KEYWORD.least).optional(),
    }),
    output: pageOf(
      z.object({
        productId: z.string(),
        name: z.string(),
        picture: z.string(),
        priceFen: fen,
        available: z.int(),
        salesCount: z.int(),
        listed: z.boolean(),
      }),
    ),
  }),
  'catalog.get': query({
    permission: 'staff:product.read',
    input: z.strictObject({ productId: id }),
    output: z.object({
      productId: z.string(),
      version: z.int(),
      name: z.string(),
      sellingPoint: z.string(),
      tag: z.string(),
      categoryId: z.string(),
      pictures: z.array(z.string()),
      specs: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
      skus: z.array(merchantSku),
      listed: z.boolean(),
      categories: z.array(category),
    }),
    errors: ['NOT_FOUND', 'PRODUCT_WRONG'],
  }),
  /** Changes names and prices. `version` is the one that was read: a newer one means somebody else changed it. */
  'catalog.save': command({
    permission: 'staff:product.write',
    input: z.strictObject({
      productId: id,
      version: z.int().min(0),
      name: text(PRODUCT_NAME.most, PRODUCT_NAME.least),
      sellingPoint: text(SELLING_POINT.most, SELLING_POINT.least),
      tag: text(PRODUCT_TAG.most, PRODUCT_TAG.least),
      categoryId: id,
      skus: z
        .array(
          z.strictObject({
            skuId: id,
            priceFen: fenInput.min(PRICE_LEAST),
            listPriceFen: fenInput,
            costFen: fenInput,
            /** 0 is no limit; without it the limit stays. */
            limitPerMember: z.int().min(0).max(QUANTITY_MOST).optional(),
          }),
        )
        .min(1)
        .max(SKUS_MOST),
    }),
    output: z.object({ version: z.int() }),
    errors: ['NOT_FOUND', 'PRODUCT_WRONG', 'VERSION_CONFLICT'],
  }),
  'catalog.setListed': command({
    permission: 'staff:product.write',
    input: z.strictObject({ productId: id, listed: z.boolean() }),
    output: done,
    errors: ['NOT_FOUND', 'PRODUCT_WRONG'],
  }),
}

import * as z from 'zod'
import { PICTURE_ADDRESS } from '../../picture-address'
import { command, query } from '../define'
import { done, fen, fenInput, id, nothing, page, pageOf, paragraphs, text, token } from '../fields'
import { QUANTITY_MOST } from '../limits'
import { PICTURE_ADDRESS_MOST, PICTURE_ID } from '../picture/limits'
import {
  CATEGORY_NAME,
  DESCRIPTION,
  KEYWORD,
  OPENING_MOST,
  PICTURES,
  PRICE_LEAST,
  PRODUCT_NAME,
  PRODUCT_TAG,
  SELLING_POINT,
  SKUS_MOST,
} from './limits'
import { banner, category, productCard, productDetail, section, PRODUCT_SORTS, merchantSku } from './schema'

/** Files that were uploaded here; a product of before may have others, which it keeps. */
const pictures = z
  .array(z.string().max(PICTURE_ADDRESS_MOST).regex(PICTURE_ADDRESS))
  .min(PICTURES.least)
  .max(PICTURES.most)
  .refine((all) => new Set(all).size === all.length, 'the same picture twice')

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
      /** A section of the home page; one that is gone holds nothing. */
      sectionId: id.optional(),
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
  /** The categories that a product may name, for whoever makes one. */
  'catalog.categories': query({
    permission: 'staff:product.read',
    input: nothing,
    output: z.object({ items: z.array(category) }),
  }),
  /**
   * A new product of one SKU, with its pieces. The same token is the same product, as it was first: whatever stopped a
   * try in its middle is finished by the next one. `categoryId` names a category of the shop, `categoryName` one that
   * it may get by this.
   */
  'catalog.create': command({
    permission: 'staff:product.write',
    input: z
      .strictObject({
        token,
        name: text(PRODUCT_NAME.most, PRODUCT_NAME.least),
        sellingPoint: text(SELLING_POINT.most, SELLING_POINT.least),
        pictures: pictures.refine((all) => all.every((one) => PICTURE_ID.test(one)), 'no file of ours'),
        categoryId: id.optional(),
        categoryName: text(CATEGORY_NAME.most, CATEGORY_NAME.least).optional(),
        priceFen: fenInput.min(PRICE_LEAST),
        listPriceFen: fenInput,
        costFen: fenInput,
        pieces: z.int().min(0).max(OPENING_MOST),
        limitPerMember: z.int().min(1).max(QUANTITY_MOST).optional(),
        /** The long description: each line is a paragraph. */
        description: paragraphs(DESCRIPTION.most).optional(),
        listed: z.boolean(),
      })
      .refine(
        ({ categoryId, categoryName }) => (categoryId === undefined) !== (categoryName === undefined),
        'one category, which is there or is new',
      ),
    output: z.object({ productId: z.string() }),
    errors: ['PICTURE_UNKNOWN', 'CATEGORIES_FULL', 'CATEGORY_EVERYTHING', 'TOKEN_REUSED'],
  }),
  /**
   * Changes names, prices and pictures. `version` is the one that was read: a newer one means somebody else changed it.
   */
  'catalog.save': command({
    permission: 'staff:product.write',
    input: z.strictObject({
      productId: id,
      version: z.int().min(0),
      name: text(PRODUCT_NAME.most, PRODUCT_NAME.least),
      sellingPoint: text(SELLING_POINT.most, SELLING_POINT.least),
      tag: text(PRODUCT_TAG.most, PRODUCT_TAG.least),
      categoryId: id,
      /** Without them they stay. */
      pictures: pictures.optional(),
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
    errors: ['NOT_FOUND', 'PRODUCT_WRONG', 'VERSION_CONFLICT', 'PICTURE_UNKNOWN'],
  }),
  'catalog.setListed': command({
    permission: 'staff:product.write',
    input: z.strictObject({ productId: id, listed: z.boolean() }),
    output: done,
    errors: ['NOT_FOUND', 'PRODUCT_WRONG'],
  }),
}

import type { Handlers } from '../../../platform/door'
import { categories, home, list, productDetail } from './catalog.service'
import { createProduct } from './create.service'
import { adminList, adminProduct, productCategories, saveProduct, setListed } from './merchant.service'

export const storefront = {
  'catalog.home': home,
  'catalog.categories': categories,
  'catalog.list': list,
  'catalog.product': (ctx, { productId }) => productDetail(ctx, productId),
} satisfies Partial<Handlers<'storefront'>>

export const merchant = {
  'catalog.list': adminList,
  'catalog.get': (ctx, { productId }) => adminProduct(ctx, productId),
  'catalog.categories': productCategories,
  'catalog.create': createProduct,
  'catalog.save': saveProduct,
  'catalog.setListed': async (ctx, { productId, listed }) => {
    await setListed(ctx, productId, listed)
    return {}
  },
} satisfies Partial<Handlers<'merchant'>>

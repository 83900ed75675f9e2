import type { Handlers } from '../../platform/door'
import { adjustStock, adminList, adminProduct, saveProduct, setListed } from './admin.service'
import { categories, home, list, productDetail } from './catalog.service'

export const catalogHandlers = {
  'catalog.home': home,
  'catalog.categories': categories,
  'catalog.list': list,
  'catalog.product': (ctx, { productId }) => productDetail(ctx, productId),
} satisfies Partial<Handlers<'storefront'>>

export const catalogAdminHandlers = {
  'product.list': adminList,
  'product.get': (ctx, { productId }) => adminProduct(ctx, productId),
  'product.save': saveProduct,
  'product.setListed': async (ctx, { productId, listed }) => {
    await setListed(ctx, productId, listed)
    return {}
  },
  'stock.adjust': adjustStock,
} satisfies Partial<Handlers<'merchant'>>

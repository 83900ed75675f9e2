import { useMemo } from 'react'
import {
  firstError,
  formOf,
  oddPrices,
  oddQuestion,
  productErrors,
  saveInput,
  useMerchantProduct,
  useSaveProduct,
  type MerchantProduct,
  type ProductErrors,
  type ProductForm,
  type SkuForm,
} from '@/features/catalog/merchant'
import { useVersionedForm } from '@/merchant/versioned-form'

export interface ProductEditing {
  form: ProductForm
  /** Only after the first try to save. */
  errors: ProductErrors
  changed: boolean
  set: (part: Partial<ProductForm> | ((now: ProductForm) => ProductForm)) => void
  setSku: (skuId: string, part: Partial<SkuForm>) => void
  save: () => Promise<void>
}

const versioned = (product: MerchantProduct) => ({ version: product.version, form: formOf(product) })

/** The prices of each SKU, named when there are several. */
const pricesOf = ({ skus }: MerchantProduct, edited: ProductForm, stood: ProductForm) =>
  edited.skus.map((now) => ({
    name: skus.length > 1 ? (skus.find(({ skuId }) => skuId === now.skuId)?.values.join(' · ') ?? '') : '',
    now,
    before: stood.skus.find(({ skuId }) => skuId === now.skuId),
  }))

/** The form of a product over the version it was read in. */
export function useProductEditing(product: MerchantProduct): ProductEditing {
  const { productId } = product
  const latest = useMerchantProduct(productId)
  const command = useSaveProduct()
  const { form, changed, tried, set, save } = useVersionedForm({
    stands: useMemo(() => versioned(product), [product]),
    refetch: async () => {
      const { data } = await latest.refetch()
      return data && versioned(data)
    },
    problem: (edited) => firstError(productErrors(edited)),
    odd: (edited, stood) => oddQuestion(oddPrices(pricesOf(product, edited, stood))),
    save: (version, edited) =>
      command.mutateAsync(saveInput(productId, version, edited, latest.data?.pictures ?? product.pictures)),
    saved: () => '已保存',
  })
  return {
    form,
    errors: tried ? productErrors(form) : { skus: {} },
    changed,
    set,
    setSku: (skuId, part) =>
      set((now) => ({
        ...now,
        skus: now.skus.map((sku) => (sku.skuId === skuId ? { ...sku, ...part } : sku)),
      })),
    save,
  }
}

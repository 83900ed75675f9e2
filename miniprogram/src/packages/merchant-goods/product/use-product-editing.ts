import { useEffect, useState } from 'react'
import { sayError } from '@/data'
import {
  firstError,
  formOf,
  isChanged,
  productErrors,
  rebase,
  saveInput,
  useMerchantProduct,
  useSaveProduct,
  type MerchantProduct,
  type ProductErrors,
  type ProductForm,
  type SkuForm,
} from '@/features/catalog/merchant'
import { CallError } from '@/platform'
import { toast } from '@/ui'

export interface ProductEditing {
  form: ProductForm
  /** Only after the first try to save. */
  errors: ProductErrors
  changed: boolean
  set: (part: Partial<ProductForm>) => void
  setSku: (skuId: string, part: Partial<SkuForm>) => void
  save: () => Promise<void>
}

/**
 * The form of a product over the version it was read in. When somebody else has saved meanwhile, their values come
 * in and one's own changes stay; saving again is the merchant's decision.
 */
export function useProductEditing(product: MerchantProduct): ProductEditing {
  const [base, setBase] = useState(() => ({ version: product.version, form: formOf(product) }))
  const [form, setForm] = useState(base.form)
  const [tried, setTried] = useState(false)
  const latest = useMerchantProduct(product.productId)
  const command = useSaveProduct()
  const errors = productErrors(form)

  // Listing and the like make a new version of the same words and prices: that is nobody's edit.
  useEffect(() => {
    setBase((now) =>
      product.version > now.version && !isChanged(formOf(product), now.form)
        ? { ...now, version: product.version }
        : now,
    )
  }, [product])

  const set = (part: Partial<ProductForm>) => setForm((now) => ({ ...now, ...part }))
  const setSku = (skuId: string, part: Partial<SkuForm>) =>
    setForm((now) => ({
      ...now,
      skus: now.skus.map((sku) => (sku.skuId === skuId ? { ...sku, ...part } : sku)),
    }))

  const takeLatest = async () => {
    const { data } = await latest.refetch()
    if (!data) return
    const theirs = formOf(data)
    setForm((now) => rebase(now, base.form, theirs))
    setBase({ version: data.version, form: theirs })
  }

  const save = async () => {
    setTried(true)
    const wrong = firstError(errors)
    if (wrong) return toast(wrong)
    try {
      const { version } = await command.mutateAsync(saveInput(product.productId, base.version, form))
      setBase({ version, form })
      setTried(false)
      toast('已保存', { icon: 'ok' })
    } catch (error) {
      if (error instanceof CallError && error.code === 'VERSION_CONFLICT') {
        await takeLatest()
        toast('刚有同事改过，已载入最新内容；你改的几处还在，请再看一眼后保存', { durationMs: 4500 })
      } else {
        toast(sayError(error).sentence)
      }
    }
  }

  return {
    form,
    errors: tried ? errors : { skus: {} },
    changed: isChanged(form, base.form),
    set,
    setSku,
    save,
  }
}

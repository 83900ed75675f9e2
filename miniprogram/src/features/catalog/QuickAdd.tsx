import { useCallback, useEffect, useState, type ReactNode } from 'react'
import type { ProductCard } from '@shared/contract/catalog/schema'
import { Apart, toast } from '@/ui'
import { sayError } from '@/data'
import { useAddToCart } from '@/features/cart'
import { useProduct } from './hooks'
import { useSkuChoice } from './sku-choice'
import { SkuSheet } from './SkuSheet'

/**
 * The green plus of a card: adds the product's only SKU, or opens its sheet. `sheet` stands at the end of the page.
 */
export function useQuickAdd(): { quickAdd: (card: ProductCard) => void; sheet: ReactNode } {
  const { add } = useAddToCart()
  const [productId, setProductId] = useState<string>()
  const [open, setOpen] = useState(false)
  const { data: product, error } = useProduct(productId)
  const choice = useSkuChoice(product)

  const quickAdd = useCallback(
    (card: ProductCard) => {
      if (card.onlySkuId) {
        void add({ productId: card.productId, skuId: card.onlySkuId, quantity: 1 })
      } else {
        setProductId(card.productId)
        setOpen(true)
      }
    },
    [add],
  )

  useEffect(() => {
    if (!open || !error) return
    setOpen(false)
    toast(sayError(error).sentence)
  }, [open, error])

  const sheet = (
    <Apart>
      {product && (
        <SkuSheet
          product={product}
          choice={choice}
          open={open}
          onClose={() => setOpen(false)}
          onAdd={async (sku, quantity) => {
            if (await add({ productId: product.productId, skuId: sku.skuId, quantity })) setOpen(false)
          }}
        />
      )}
    </Apart>
  )
  return { quickAdd, sheet }
}

import { useMemo, useState } from 'react'
import { QUANTITY_MOST } from '@shared/contract/limits'
import type { Product } from './hooks'
import { choose, firstSelection, skuOf, type Selection, type Sku } from './sku-matrix'

export interface SkuChoice {
  selection: Selection
  sku: Sku | undefined
  quantity: number
  /** How many of the chosen SKU can be taken; at least 1. */
  max: number
  /** Why there is an end: one member may buy no more of it. */
  isLimited: boolean
  /** @returns false when nobody can buy this value now */
  tap: (specAt: number, value: string) => boolean
  setQuantity: (quantity: number) => void
}

/** What a buyer has chosen of a product. It begins with the cheapest SKU in stock. */
export function useSkuChoice(product: Product | undefined): SkuChoice {
  const [tapped, setTapped] = useState<{ productId: string; selection: Selection }>()
  const [wanted, setQuantity] = useState(1)
  const first = useMemo(() => (product ? firstSelection(product) : []), [product])
  const selection = tapped && tapped.productId === product?.productId ? tapped.selection : first
  const sku = product ? skuOf(product, selection) : undefined
  const there = Math.min(QUANTITY_MOST, sku?.available ?? QUANTITY_MOST)
  const limit = sku?.limitPerMember ?? there
  const max = Math.max(1, Math.min(there, limit))
  return {
    selection,
    sku,
    quantity: Math.min(wanted, max),
    max,
    isLimited: limit < there,
    setQuantity,
    tap: (specAt, value) => {
      const next = product && choose(product, selection, specAt, value)
      if (!product || !next) return false
      setTapped({ productId: product.productId, selection: next })
      return true
    },
  }
}

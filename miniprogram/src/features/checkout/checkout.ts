import { useCallback, useEffect, useMemo, useState } from 'react'
import type { OutputOf } from '@shared/contract'
import { QUANTITY_MOST } from '@shared/contract/limits'
import { call, NetworkError } from '@/platform'
import { sendOnce, useCall, useTouched } from '@/data'
import { summarize, uncheckedLines, useCart } from '@/features/cart'
import { keyOf, LIVES_MS, type Draft } from './draft'

export interface CheckoutLine {
  productId: string
  skuId: string
  quantity: number
}

/**
 * The lines to buy: the one SKU the page was opened with, or what is chosen in the cart. They are fixed when the
 * page opens; `undefined` until the cart is known.
 */
export function useCheckoutLines(params: { skuId?: string; productId?: string; quantity?: string }) {
  const { skuId, productId, quantity } = params
  const fromCart = !skuId || !productId
  const cart = useCart(fromCart)
  const [lines, setLines] = useState<CheckoutLine[] | undefined>(() =>
    skuId && productId ? [{ productId, skuId, quantity: wholeNumber(quantity) }] : undefined,
  )
  const inCart = cart.data
  useEffect(() => {
    if (!fromCart || !inCart) return
    setLines((known) => {
      if (known) return known
      const { chosen } = summarize(inCart.lines, uncheckedLines.getState().skuIds, inCart)
      return chosen.map((line) => ({ productId: line.productId, skuId: line.skuId, quantity: line.quantity }))
    })
  }, [fromCart, inCart])

  const setQuantity = useCallback(
    (changed: string, to: number) =>
      setLines((all) => all?.map((line) => (line.skuId === changed ? { ...line, quantity: to } : line))),
    [],
  )
  const remove = useCallback(
    (skuIds: readonly string[]) => setLines((all) => all?.filter((line) => !skuIds.includes(line.skuId))),
    [],
  )
  return {
    lines,
    fromCart,
    setQuantity,
    remove,
    cartError: fromCart ? cart.error : null,
    refetchCart: cart.refetch,
  }
}

function wholeNumber(text: string | undefined): number {
  const value = Number(text)
  return Number.isInteger(value) && value > 0 && value <= QUANTITY_MOST ? value : 1
}

/** What the order would cost now. Asked afresh each time: the bill is what the buyer agrees to. */
export function useQuote(lines: CheckoutLine[] | undefined, addressId: string | undefined) {
  const input = useMemo(
    () => ({ lines: lines ?? [], ...(addressId ? { addressId } : {}) }),
    [lines, addressId],
  )
  return useCall('storefront/order.quote', input, {
    enabled: !!lines?.length,
    staleMs: 0,
    keepPrevious: true,
  })
}

/**
 * Places an order that is paid at once. A lost answer is asked for once more by itself, and later by the buyer, under
 * one token.
 */
export function usePlaceOrder() {
  const touched = useTouched('storefront/order.place')
  return useCallback(
    async (draft: Draft): Promise<OutputOf<'storefront/order.place'>> => {
      const place = (token: string) =>
        call('storefront/order.place', { ...draft, lines: [...draft.lines], pay: true, token })
      const placed = await sendOnce(
        'placing',
        keyOf(draft),
        (token) =>
          place(token).catch((error: unknown) => {
            if (error instanceof NetworkError) return place(token)
            throw error
          }),
        { livesMs: LIVES_MS, stored: true },
      )
      void touched()
      return placed
    },
    [touched],
  )
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { create } from 'zustand'
import type { InputOf } from '@shared/contract'
import { call, tick } from '@/platform'
import { toast } from '@/ui'
import { callOnce, sayError, useCall, useSetCartCount, useTouched } from '@/data'
import { linesToQuote, summarize, withoutPrices, type Cart, type CartSummary } from './cart-view'

const CART = 'storefront/cart.get'
const KEY = [CART, {}] as const

/** The cart. Whenever it is read, the number on the tab bar follows. */
export function useCart(enabled = true) {
  const cart = useCall(CART, {}, { enabled })
  const setCount = useSetCartCount()
  const lines = cart.data?.lines
  useEffect(() => {
    if (lines) setCount(lines.reduce((sum, line) => sum + line.quantity, 0))
  }, [lines, setCount])
  return cart
}

/** The lines that the buyer has unchecked. It lives as long as the mini-program, like the checkout it leads to. */
export const uncheckedLines = create<{ skuIds: ReadonlySet<string> }>(() => ({ skuIds: new Set() }))

const NO_CART = { lines: [], freightFen: 0, freeFreightFromFen: 0 }

/** What is chosen and what it costs; with offers some of the lines are asked for, since only the server knows. */
export function useCartSummary(cart: Cart | undefined): CartSummary {
  const { skuIds: left } = uncheckedLines()
  const { lines, ...rule } = cart ?? NO_CART
  const summary = summarize(lines, left, rule)
  const asked = linesToQuote(summary, rule)
  const quote = useCall(
    'storefront/order.quote',
    {
      lines: asked.map(({ lineId, productId, skuId, quantity }) => ({ lineId, productId, skuId, quantity })),
    },
    { enabled: asked.length > 0, staleMs: 0 },
  )
  return asked.length > 0 && quote.data ? summarize(lines, left, rule, quote.data) : summary
}

export function checkLine(skuId: string, on: boolean): void {
  uncheckedLines.setState(({ skuIds }) => {
    const next = new Set(skuIds)
    if (on) next.delete(skuId)
    else next.add(skuId)
    return { skuIds: next }
  })
}

export function checkLines(all: readonly string[], on: boolean): void {
  uncheckedLines.setState({ skuIds: on ? new Set() : new Set(all) })
}

/** Puts a SKU into the cart and says so. */
export function useAddToCart() {
  const touched = useTouched('storefront/cart.add')
  const setCount = useSetCartCount()
  const { mutateAsync } = useMutation({
    mutationFn: (input: InputOf<'storefront/cart.add'>) => callOnce('storefront/cart.add', input),
  })
  const add = useCallback(
    async (input: InputOf<'storefront/cart.add'>): Promise<boolean> => {
      try {
        const { cartCount } = await mutateAsync(input)
        setCount(cartCount)
        checkLine(input.skuId, true)
        tick()
        toast('已加入购物车', { icon: 'ok' })
        void touched()
        return true
      } catch (error) {
        toast(sayError(error).sentence)
        return false
      }
    },
    [mutateAsync, setCount, touched],
  )
  return { add }
}

/** The cart's own changes: shown at once, told to the server, and asked again when the last one is through. */
export function useCartChanges() {
  const client = useQueryClient()
  const touched = useTouched('storefront/cart.setQuantity')
  const setCount = useSetCartCount()

  const change = useCallback(
    async (apply: (cart: Cart) => Cart, tell: () => Promise<{ cartCount: number }>) => {
      await client.cancelQueries({ queryKey: [CART] })
      client.setQueryData<Cart>(KEY, (cart) => cart && withoutPrices(apply(cart)))
      running += 1
      try {
        const { cartCount } = await tell()
        setCount(cartCount)
      } catch (error) {
        toast(sayError(error).sentence)
      } finally {
        running -= 1
        if (running === 0) void touched()
      }
    },
    [client, setCount, touched],
  )

  const setQuantity = useCallback(
    (skuId: string, quantity: number) =>
      change(
        (cart) => ({
          ...cart,
          lines: cart.lines.map((line) =>
            line.skuId === skuId
              ? {
                  ...line,
                  quantity,
                  state: line.state === 'short' && quantity <= line.available ? 'ok' : line.state,
                }
              : line,
          ),
        }),
        () => queued(skuId, () => call('storefront/cart.setQuantity', { skuId, quantity })),
      ),
    [change],
  )

  const remove = useCallback(
    (skuIds: string[]) =>
      change(
        (cart) => ({ ...cart, lines: cart.lines.filter((line) => !skuIds.includes(line.skuId)) }),
        () => call('storefront/cart.remove', { skuIds }),
      ),
    [change],
  )

  return { setQuantity, remove }
}

let running = 0
const queues = new Map<string, Promise<unknown>>()

/** Quantities of one line arrive in the order of the taps, so that the last tap is what stays. */
function queued<T>(key: string, run: () => Promise<T>): Promise<T> {
  const next = (queues.get(key) ?? Promise.resolve()).then(run, run)
  queues.set(key, next)
  const forget = () => {
    if (queues.get(key) === next) queues.delete(key)
  }
  next.then(forget, forget)
  return next
}

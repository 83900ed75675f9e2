import { useCallback, useEffect } from 'react'
import { create } from 'zustand'
import type { PayParams } from '@shared/contract/payment/schema'
import { askToSubscribe, call, CallError, requestPayment } from '@/platform'
import { toast } from '@/ui'
import { sayError, useCommand, useSession, useTouched } from '@/data'

/**
 * `paid`: the server knows. `confirming`: WeChat's sheet said yes, the server has not heard of it yet.
 * `cancelled`: the buyer left the sheet. `refused`: it did not come to a payment, and why has been said.
 */
export type PayResult = 'paid' | 'confirming' | 'cancelled' | 'refused'

/** Orders whose payment is on its way: their page asks until it is known. */
const confirmingOrders = create<{ ids: ReadonlySet<string> }>(() => ({ ids: new Set() }))

function mark(orderId: string, confirming: boolean): void {
  confirmingOrders.setState(({ ids }) => {
    const next = new Set(ids)
    if (confirming) next.add(orderId)
    else next.delete(orderId)
    return { ids: next }
  })
}

export function useCancelOrder() {
  return useCommand('storefront/payment.close')
}

/**
 * Opens WeChat's cashier for an unpaid order and finds out how it ended; `prepared` is what the cashier needs, when it
 * is known already. Never throws.
 */
export function usePayOrder() {
  const touched = useTouched('storefront/payment.sync')
  const templates = useSession().data?.shop.messageTemplates
  return useCallback(
    async (orderId: string, prepared?: PayParams): Promise<PayResult> => {
      try {
        return await pay(orderId, Object.values(templates ?? {}), prepared)
      } finally {
        void touched()
      }
    },
    [touched, templates],
  )
}

async function pay(orderId: string, templates: string[], prepared?: PayParams): Promise<PayResult> {
  let payParams = prepared
  try {
    if (!payParams) ({ payParams } = await call('storefront/payment.prepare', { orderId }))
  } catch (error) {
    if (error instanceof CallError && error.code === 'ORDER_PAID') {
      mark(orderId, true)
      return settled(orderId)
    }
    toast(sayError(error).sentence)
    return 'refused'
  }
  // Nothing to pay: the order is paid already.
  if (!payParams) return settled(orderId)
  let asked: Promise<unknown> | undefined
  const outcome = await requestPayment(payParams, () => (asked = askToSubscribe(templates)))
  if (outcome.status === 'cancelled') return 'cancelled'
  if (outcome.status === 'failed') {
    // The sheet may have failed after the money moved: the server asks WeChat Pay.
    if ((await ask(orderId)) === 'paid') return 'paid'
    toast(outcome.detail.endsWith(':absent') ? '请在微信中打开后付款' : '没有付成，可以再试一次')
    return 'refused'
  }
  mark(orderId, true)
  // The buyer answers WeChat's question while the server looks.
  const [result] = await Promise.all([settled(orderId), asked])
  return result
}

async function settled(orderId: string): Promise<PayResult> {
  const result = await ask(orderId)
  if (result === 'paid') mark(orderId, false)
  return result
}

async function ask(orderId: string): Promise<'paid' | 'confirming'> {
  try {
    const { state } = await call('storefront/payment.sync', { orderId })
    return state === 'pending_payment' ? 'confirming' : 'paid'
  } catch {
    return 'confirming'
  }
}

const EVERY_MS = 3000
const TRIES = 12

/** Whether this order's payment is on its way. Asks every few seconds for about half a minute. */
export function useConfirming(orderId: string | undefined): boolean {
  const touched = useTouched('storefront/payment.sync')
  const confirming = confirmingOrders(({ ids }) => orderId !== undefined && ids.has(orderId))
  useEffect(() => {
    if (!confirming || !orderId) return undefined
    let tries = 0
    let timer: ReturnType<typeof setTimeout>
    const look = async () => {
      tries += 1
      const result = await ask(orderId)
      if (result === 'paid' || tries >= TRIES) {
        mark(orderId, false)
        void touched()
      } else {
        timer = setTimeout(() => void look(), EVERY_MS)
      }
    }
    timer = setTimeout(() => void look(), EVERY_MS)
    return () => clearTimeout(timer)
  }, [confirming, orderId, touched])
  return confirming
}

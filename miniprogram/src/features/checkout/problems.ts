import type { PriceChange } from '@shared/contract/checkout/schema'
import { isAnswer } from '@/data'
import { CallError, NetworkError } from '@/platform'
import { changeWords } from './price-change'
import type { Quote } from './quote-view'

/** Why an order was not placed, and what the page does about it. */
export interface Problem {
  sentence: string
  /** requote: the bill is asked again · address: one must be chosen · retry: the same tap once more */
  way: 'requote' | 'address' | 'retry'
  /** What has changed of the price, one after the other. */
  changes?: string[]
}

/** `bill`: what was agreed to. */
export function problemOf(error: unknown, bill?: Quote): Problem {
  if (error instanceof CallError) {
    switch (error.code) {
      case 'PRICE_CHANGED':
        return {
          sentence: '价格刚刚有变动，已按新价格算好，请再确认一次',
          way: 'requote',
          ...(bill && { changes: changeWords(error.details as PriceChange | undefined, bill) }),
        }
      case 'SOLD_OUT':
        return { sentence: '有商品刚刚不够了，已经标出来，调整后再付', way: 'requote' }
      case 'PRODUCT_UNAVAILABLE':
        return { sentence: '有商品刚刚下架了，已经标出来，移除后再付', way: 'requote' }
      case 'ADDRESS_REQUIRED':
        return { sentence: error.message, way: 'address' }
      default:
        // Whatever is attached to the checkout has codes and sentences of its own; the bill may be another one now.
        return { sentence: error.message, way: isAnswer(error) ? 'requote' : 'retry' }
    }
  }
  if (error instanceof NetworkError)
    return { sentence: '网络不太稳，订单不会重复，再点一次就好', way: 'retry' }
  return { sentence: '出了点小问题，没有扣款，请再试一次', way: 'retry' }
}

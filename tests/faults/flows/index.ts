import { callbackFlow } from './callback'
import { cancelFlow } from './cancel'
import type { Flow } from './flow'
import { latePaymentFlow } from './late-payment'
import { payFlow } from './pay'
import { placeFlow } from './place'
import { receiveFlow } from './receive'
import { refundFlow } from './refund'
import { refundNewsFlow } from './refund-news'
import { settleFlow } from './settle'
import { shipFlow } from './ship'
import { timeOutFlow } from './time-out'

export type { End, Flow, Sale } from './flow'
export { Stuck } from './flow'

/** Everything that happens to a sale, in its order. */
export const FLOWS: readonly Flow[] = [
  placeFlow,
  payFlow,
  callbackFlow,
  latePaymentFlow,
  cancelFlow,
  timeOutFlow,
  refundFlow,
  refundNewsFlow,
  shipFlow,
  receiveFlow,
  settleFlow,
]

/** Those on which a buyer's money hangs; the others follow from them. */
export const MAIN_FLOWS: readonly string[] = ['place', 'pay', 'callback', 'cancel', 'refund']

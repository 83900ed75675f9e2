import type { Books, Report } from './books'

/** What a buyer was told and what WeChat was told of a parcel, by order. */
export interface Told {
  readonly messages: readonly { readonly orderId: string; readonly template: string }[]
  /**
   * Sendings that a fault delivered twice on their way, which no mall can prevent. (The real WeChat refuses the second:
   * the buyer has allowed one message.)
   */
  readonly doubled: number
}

/** Nobody is told the same thing of an order twice. */
export function checkTold({ orders }: Books, { messages, doubled }: Told, report: Report): void {
  const seen = new Set<string>()
  let repeated = 0
  for (const { orderId, template } of messages) {
    const key = `${orderId} ${template}`
    if (seen.has(key) && ++repeated > doubled) report('MESSAGE-1', orderId, `its buyer got ${template} twice`)
    if (!orders.has(orderId))
      report('MESSAGE-1', orderId, 'somebody was told of an order that does not exist')
    seen.add(key)
  }
}

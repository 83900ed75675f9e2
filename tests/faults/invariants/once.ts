import type { Books, Report } from './books'

/** What a buyer was told and what WeChat was told of a parcel, by order. */
export interface Told {
  readonly messages: readonly { readonly orderId: string; readonly template: string }[]
}

/** Nobody is told the same thing of an order twice. */
export function checkTold({ orders }: Books, { messages }: Told, report: Report): void {
  const seen = new Set<string>()
  for (const { orderId, template } of messages) {
    const key = `${orderId} ${template}`
    if (seen.has(key)) report('MESSAGE-1', orderId, `its buyer got ${template} twice`)
    if (!orders.has(orderId))
      report('MESSAGE-1', orderId, 'somebody was told of an order that does not exist')
    seen.add(key)
  }
}

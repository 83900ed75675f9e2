import type { CollectionSpecs } from '../../../platform/collections'
import type { OrderDoc } from './order.model'

declare module '../../../platform/collections' {
  interface Collections {
    orders: OrderDoc
  }
}

export const collections = {
  orders: {
    version: 4,
    personal: true,
    readers: [
      'audit',
      'binding',
      'centre',
      'checkout',
      'commission',
      'difference',
      'inventory',
      'overview',
      'quota',
      'reconciliation',
    ],
    writers: ['fulfilment', 'message', 'payment', 'privacy', 'refund'],
    indexes: {
      trail: ['trailAt'],
      buyer_placed: ['buyerId', '-placedAt', '-_id'],
      buyer_state_placed: ['buyerId', 'state', '-placedAt', '-_id'],
      state_placed: ['state', '-placedAt', '-_id'],
      placed: ['-placedAt', '-_id'],
      state_due: ['state', 'dueAt'],
      paid: ['-paidAt', '-_id'],
      chain_placed: ['chainIds', '-placedAt', '-_id'],
      owed_at: ['owedAt'],
      parked_at: ['parkedAt', '_id'],
      refunded_placed: ['refunded', '-placedAt', '-_id'],
      refunds_unsettled: ['refundsUnsettled'],
      refunds_accepted: ['refundsAcceptedAt'],
      // Decides how many unpaid orders a buyer gets; migration 0004 brings it to those of before.
      slot: { unique: ['slot'] },
      // What holds quotas says so in the order; the audit reckons it together.
      quota: ['quotas.quotaId'],
    },
  },
} satisfies CollectionSpecs

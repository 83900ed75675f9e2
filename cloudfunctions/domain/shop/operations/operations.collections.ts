import type { CollectionSpecs } from '../../../platform/collections'
import type { TradeDoc } from './trade.model'

declare module '../../../platform/collections' {
  interface Collections {
    wechatAccount: TradeDoc
  }
}

export const collections = {
  wechatAccount: { version: 1, indexes: {} },
} satisfies CollectionSpecs

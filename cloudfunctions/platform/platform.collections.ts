import type { CollectionSpecs } from './collections'

/** Collection `tokens`, `_id` = appid: WeChat's access_token, which instances share. */
export interface TokenDoc {
  _id: string
  token: string
  expiresAt: number
}

declare module './collections' {
  interface Collections {
    tokens: TokenDoc
  }
}

export const collections = {
  tokens: { version: 1, indexes: {} },
} satisfies CollectionSpecs

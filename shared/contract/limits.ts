export type { TextLimit } from '../text/length'

/**
 * Bounds that several domains share. A bound stands once, here or in the domain's `limits.ts`: the schemas take it from
 * there, and so do the client's forms, which carry no schema.
 */

/** The largest amount in fen: 10 million yuan. */
export const FEN_MOST = 1_000_000_000

/** 100 % in basis points. */
export const BPS_MOST = 10_000

/** The most pieces of one SKU in one order or cart line. */
export const QUANTITY_MOST = 999

/** A share code: what stands in a share scene, which WeChat limits to 32 characters. */
export const SHARE_CODE = /^[0-9A-Za-z]{6,16}$/

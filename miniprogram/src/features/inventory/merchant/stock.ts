import { ADJUSTED_MOST } from '@shared/contract/inventory/limits'

/** 库存调整: by how much, and why. */
export const STOCK_REASONS = {
  in: ['到货入库', '退货入库', '盘点多出'],
  out: ['破损报废', '盘点少了', '样品取用'],
} as const
export type StockWay = keyof typeof STOCK_REASONS

/** Whole pieces, 1 to a million; null for anything else. */
export function piecesOf(text: string): number | null {
  const plain = text.normalize('NFKC').trim()
  if (!/^\d{1,9}$/.test(plain)) return null
  const pieces = Number(plain)
  return pieces >= 1 && pieces <= ADJUSTED_MOST ? pieces : null
}

/** What stays for sale afterwards; negative when there is not that much to take. */
export function availableAfter(available: number, way: StockWay, pieces: number): number {
  return way === 'in' ? available + pieces : available - pieces
}

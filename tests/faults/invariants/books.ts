import type { CommissionDoc } from '../../../cloudfunctions/domain/distribution/commission'
import type { StockDoc } from '../../../cloudfunctions/domain/goods/inventory'
import type { OrderDoc } from '../../../cloudfunctions/domain/sale/order'
import type { CollectionName, Doc } from '../../../cloudfunctions/platform/collections'
import type { Database, Document } from '../../../cloudfunctions/platform/database'
import type { PaymentBooks } from '../../../emulator/src/wechatpay'

/** Everything that money or goods hang on, read while nothing moves. */
export interface Books {
  readonly orders: ReadonlyMap<string, OrderDoc>
  readonly stocks: readonly StockDoc[]
  readonly commissions: ReadonlyMap<string, CommissionDoc>
  /** What WeChat Pay knows. */
  readonly payments: PaymentBooks
}

/** Something that must not be, in words for whoever mends it. */
export interface Violation {
  readonly rule: string
  readonly subject: string
  readonly detail: string
}

export type Report = (rule: string, subject: string, detail: string) => void

const PAGE = 1000

/** All documents of a collection. */
export async function everything<K extends CollectionName>(db: Database, collection: K): Promise<Doc<K>[]> {
  const found: Document[] = []
  for (let after = ''; ; after = found.at(-1)?._id ?? '') {
    const page: Document[] = await db.find(collection as CollectionName, {
      where: { _id: db._.gt(after) },
      orderBy: [['_id', 'asc']],
      limit: PAGE,
    })
    found.push(...page)
    if (page.length < PAGE) return found as Doc<K>[]
  }
}

export async function readBooks(db: Database, payments: PaymentBooks): Promise<Books> {
  const [orders, stocks, commissions] = await Promise.all([
    everything(db, 'orders'),
    everything(db, 'stocks'),
    everything(db, 'commissions'),
  ])
  return { orders: byId(orders), stocks, commissions: byId(commissions), payments }
}

const byId = <T extends Document>(documents: readonly T[]) =>
  new Map(documents.map((document) => [document._id, document]))

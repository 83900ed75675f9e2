import { seams } from '../../../cloudfunctions/collected/seams'
import { checkBooks } from '../../../cloudfunctions/domain/money/audit'
import type { Context } from '../../../cloudfunctions/platform/context'
import type { Database } from '../../../cloudfunctions/platform/database'
import type { PaymentBooks } from '../../../emulator/src/wechatpay'
import { readBooks, type Violation } from './books'
import { checkOwed } from './owed'
import { checkTold, type Told } from './once'
import { checkPayments, checkRefunds } from './payments'
import { checkStock } from './stock'

export type { Violation }

/** What of the world around the database the invariants look at. */
export interface Surroundings extends Told {
  readonly payments: PaymentBooks
  /** Pieces that each SKU began with. */
  readonly initialStock: ReadonlyMap<string, number>
  /** The shop's clock, ms. */
  readonly now: number
}

/** All invariants over the whole database, while nothing moves: what must not be, or nothing. */
export async function checkEverything(db: Database, around: Surroundings): Promise<Violation[]> {
  const violations: Violation[] = []
  const report = (rule: string, subject: string, detail: string) =>
    void violations.push({ rule, subject, detail })
  const books = await readBooks(db, around.payments)
  checkStock(books, around.initialStock, report)
  checkPayments(books, report)
  checkRefunds(books, report)
  checkOwed(books, around.now, report)
  checkTold(books, around, report)
  // Commissions, reversals, ledger, balances, statements and quotas.
  const clock = { now: () => around.now }
  violations.push(...(await checkBooks({ db, clock, seams } as unknown as Context)))
  return violations
}

import { dayOf, DAY_MS, startOfDay } from '../../shared/business-day'
import type { DifferenceDoc } from '../../cloudfunctions/domain/money/difference'
import { reconcileBills, type ReconciliationDoc } from '../../cloudfunctions/domain/money/reconciliation'
import type { StaffContext } from '../../cloudfunctions/platform/context'
import { changeBill, type BillChange } from '../../emulator/src/wechatpay'
import { refundByMerchant, startSaleMall, type SaleMall } from './sale'

const HOUR_MS = 3_600_000

export interface PaidOrder {
  orderId: string
  transactionId: string
}

/** A shop whose days end and are compared with WeChat Pay's bills. */
export interface BillMall extends SaleMall {
  paidOrder(notify?: 'normal' | 'never'): Promise<PaidOrder>
  /** Back with the buyer, as far as the mall hears of it. */
  refundedOrder(): Promise<PaidOrder & { refundNo: string }>
  /** Moves to `hours` after midnight (ten); answers the day that ended. */
  endDay(hours?: number): string
  /** Begins at noon of a day on which nothing has happened; everything before is reconciled. */
  newDay(): Promise<void>
  /** The day ends, its bill is changed, and the timer compares it. */
  reconciled(changes?: readonly BillChange[]): Promise<string>
  readDay(day: string): Promise<ReconciliationDoc>
  differencesOf(day: string): Promise<DifferenceDoc[]>
  staff(): StaffContext
}

export async function startBillMall(): Promise<BillMall> {
  const mall = await startSaleMall()
  await mall.db.insert('staff', { _id: 'oStaff', name: '沈禾', owner: true, permissions: [] })
  const { clock, wechatpay } = mall
  const bills: BillMall = {
    ...mall,
    staff: () => mall.asStaff('oOwner'),
    async paidOrder(notify = 'normal') {
      const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
      const { orderId } = await mall.place(buyer, product)
      const transactionId = await mall.pay(buyer, orderId, notify)
      await wechatpay.tick()
      return { orderId, transactionId }
    },
    async refundedOrder() {
      const paid = await bills.paidOrder()
      await refundByMerchant(mall, paid.orderId)
      clock.advance(5_000)
      await wechatpay.tick()
      return { ...paid, refundNo: `R${paid.orderId}` }
    },
    endDay(hours = 10) {
      const day = dayOf(clock.now())
      clock.set(startOfDay(clock.now()) + DAY_MS + hours * HOUR_MS)
      return day
    },
    async newDay() {
      bills.endDay()
      for (let more = true; more;) {
        const { done, failed, waiting } = await reconcileBills(mall.ctx)
        more = done + failed + waiting > 0
      }
      clock.advance(2 * HOUR_MS)
    },
    async reconciled(changes = []) {
      const day = bills.endDay()
      changeBill(wechatpay, day, changes)
      await reconcileBills(mall.ctx)
      return day
    },
    async readDay(day) {
      const found = await mall.db.get('reconciliations', day)
      if (!found) throw new Error(`no day ${day}`)
      return found
    },
    differencesOf: (day) =>
      mall.db.find('differences', { where: { day }, orderBy: [['kind', 'asc']], limit: 100 }),
  }
  return bills
}

import type { WechatPay } from '../wechatpay'
import { saveChanges, type BillChange } from './changes'
import { billDay } from './day'

export type { BillChange }

/** Makes the bills of a day (`2026-11-20`) differ from what happened; none puts them right again. */
export function changeBill({ context }: WechatPay, date: string, changes: readonly BillChange[]): void {
  saveChanges(context, billDay(date).date, changes)
}

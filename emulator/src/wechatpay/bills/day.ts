import { WechatPayError, invalidRequest, paramError } from '../errors'

/** A day of a bill: from midnight to midnight in Beijing. */
export interface BillDay {
  /** `2026-11-20`. */
  date: string
  startAt: number
  endAt: number
  /** From here on the bill can be had: ten o'clock on the next day. */
  readyAt: number
}

const DAY_MS = 24 * 3600_000
const BEIJING_MS = 8 * 3600_000
const READY_AFTER_MS = 10 * 3600_000
/** „仅支持三个月内的账单下载申请“. */
const MONTHS_BACK = 3

/** Midnight in Beijing; months outside 1–12 roll over. */
const midnight = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) - BEIJING_MS

/** Reads `bill_date`; PARAM_ERROR when it is no date of the calendar. */
export function billDay(date: string | null): BillDay {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date ?? '')?.map(Number) ?? []
  if (!date || year === undefined || month === undefined || day === undefined)
    throw paramError('bill_date 必填，格式为 yyyy-MM-DD')
  const startAt = midnight(year, month, day)
  if (midnight(year, month + 1, 1) <= startAt || month < 1 || month > 12 || day < 1)
    throw paramError('bill_date 不是有效的日期')
  const endAt = startAt + DAY_MS
  return { date, startAt, endAt, readyAt: endAt + READY_AFTER_MS }
}

/**
 * Refuses a day whose bill nobody can have: INVALID_REQUEST for one that has not ended or lies more than three
 * months back, STATEMENT_CREATING before ten o'clock on the next day.
 * https://pay.weixin.qq.com/docs/merchant/apis/mini-program-payment/get-trade-bill.html
 */
export function checkDay(day: BillDay, now: number): void {
  const earliest = new Date(now)
  earliest.setUTCMonth(earliest.getUTCMonth() - MONTHS_BACK)
  if (now < day.endAt || day.endAt <= earliest.getTime()) throw invalidRequest('请检查bill_date，并重新调用')
  if (now < day.readyAt) throw new WechatPayError(400, 'STATEMENT_CREATING', '账单生成中')
}

export const noStatement = () => new WechatPayError(400, 'NO_STATEMENT_EXIST', '请求的账单文件不存在')

import {
  AFTER_SALE_DAYS,
  AUTO_RECEIVE_DAYS,
  PROMISE,
  PROMISES_MOST,
  UNPAID_MINUTES,
} from '@shared/contract/settings/limits'
import { cleanLine } from '@shared/text/line'
import { lineError, onlyWrong, wholeOf, type GroupForm } from './form'

export interface AfterSaleForm {
  afterSaleDays: string
  autoReceiveDays: string
  unpaidMinutes: string
  /** Separated by 、 or a blank. */
  promises: string
}

/** The promises in what was typed. */
export const promisesOf = (typed: string): string[] =>
  typed
    .split(/[、，,;；\n]+/)
    .map(cleanLine)
    .filter(Boolean)

const between = (unit: string, { least, most }: { least: number; most: number }) =>
  `填 ${least} 到 ${most} 的整数${unit}`

function promisesError(typed: string): string | undefined {
  const all = promisesOf(typed)
  if (all.length > PROMISES_MOST) return `最多 ${PROMISES_MOST} 条`
  return all.map((one) => lineError('每条', one, PROMISE)).find((error) => error !== undefined)
}

/** 售后: how long goods can be returned, when an order counts as received, how long it waits for its payment. */
export const afterSaleForm: GroupForm<AfterSaleForm> = {
  read: ({ afterSale }) => ({
    afterSaleDays: String(afterSale?.afterSaleDays ?? ''),
    autoReceiveDays: String(afterSale?.autoReceiveDays ?? ''),
    unpaidMinutes: String(afterSale?.unpaidMinutes ?? ''),
    promises: (afterSale?.promises ?? []).join('、'),
  }),
  errors: ({ afterSaleDays, autoReceiveDays, unpaidMinutes, promises }) =>
    onlyWrong({
      afterSaleDays:
        wholeOf(afterSaleDays, AFTER_SALE_DAYS) === null ? between('（天）', AFTER_SALE_DAYS) : undefined,
      autoReceiveDays:
        wholeOf(autoReceiveDays, AUTO_RECEIVE_DAYS) === null
          ? between('（天）', AUTO_RECEIVE_DAYS)
          : undefined,
      unpaidMinutes:
        wholeOf(unpaidMinutes, UNPAID_MINUTES) === null ? between('（分钟）', UNPAID_MINUTES) : undefined,
      promises: promisesError(promises),
    }),
  input: ({ afterSaleDays, autoReceiveDays, unpaidMinutes, promises }) => ({
    afterSale: {
      afterSaleDays: wholeOf(afterSaleDays, AFTER_SALE_DAYS) ?? 0,
      autoReceiveDays: wholeOf(autoReceiveDays, AUTO_RECEIVE_DAYS) ?? 0,
      unpaidMinutes: wholeOf(unpaidMinutes, UNPAID_MINUTES) ?? 0,
      promises: promisesOf(promises).map((text) => ({ text })),
    },
  }),
}

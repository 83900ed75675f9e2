import * as z from 'zod'
import { command, query } from '../define'
import { done, fen, id, page, pageOf, text } from '../fields'
import { HANDLE_NOTE } from './limits'
import { dayInput, difference, reconciledDay } from './schema'

export const merchant = {
  /** The days that ended, newest first. */
  'reconciliation.days': query({
    permission: 'staff:bill.reconcile',
    input: z.strictObject(page),
    output: pageOf(reconciledDay),
  }),
  /** How many differences wait for somebody, over all days; `day`: the one day of all of them, if it is one. */
  'reconciliation.open': query({
    permission: 'staff:bill.reconcile',
    input: z.strictObject({}),
    output: z.object({ open: z.int(), day: z.string().optional() }),
  }),
  'reconciliation.day': query({
    permission: 'staff:bill.reconcile',
    input: z.strictObject({ day: dayInput }),
    output: reconciledDay.extend({
      /** What went through the account; withdrawals and the like included. */
      flow: z.object({ incomeFen: fen, expenseFen: fen }).optional(),
      /** Rows of the merchant's other apps, which are not compared. */
      others: z.int(),
      /** Differences beyond those that are listed. */
      unlisted: z.int(),
    }),
    errors: ['NOT_FOUND'],
  }),
  /** The differences of a day, open ones first. */
  'reconciliation.differences': query({
    permission: 'staff:bill.reconcile',
    input: z.strictObject({ ...page, day: dayInput }),
    output: pageOf(difference),
  }),
  /** Marks an open difference as dealt with, once; the same note of the same person again is the same mark. */
  'reconciliation.handle': command({
    permission: 'staff:bill.reconcile',
    input: z.strictObject({ differenceId: id, note: text(HANDLE_NOTE.most, HANDLE_NOTE.least) }),
    output: done,
    errors: ['NOT_FOUND', 'DIFFERENCE_STATE'],
  }),
  /** Books on its order what a difference says was refunded by hand at WeChat Pay, and closes the difference. */
  'reconciliation.bookRefund': command({
    permission: 'staff:bill.reconcile',
    input: z.strictObject({ differenceId: id }),
    output: done,
    errors: ['NOT_FOUND', 'DIFFERENCE_STATE', 'REFUND_NOT_DONE', 'REFUND_UNFIT'],
  }),
  /** Compares a day with its bill again, now. */
  'reconciliation.again': command({
    permission: 'staff:bill.reconcile',
    input: z.strictObject({ day: dayInput }),
    output: reconciledDay,
    errors: ['NOT_FOUND', 'RECONCILING'],
  }),
}

import * as z from 'zod'
import { command, query } from '../define'
import { done, fen, page, pageOf, text } from '../fields'
import { day, difference, reconciledDay } from './schema'

export const merchant = {
  /** The days that ended, newest first. */
  'reconciliation.days': query({
    permission: 'staff:bill.reconcile',
    input: z.strictObject(page),
    output: pageOf(reconciledDay),
  }),
  /** How many differences wait for somebody, over all days. */
  'reconciliation.open': query({
    permission: 'staff:bill.reconcile',
    input: z.strictObject({}),
    output: z.object({ open: z.int() }),
  }),
  'reconciliation.day': query({
    permission: 'staff:bill.reconcile',
    input: z.strictObject({ day }),
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
    input: z.strictObject({ ...page, day }),
    output: pageOf(difference),
  }),
  /** Marks an open difference as dealt with, once. */
  'reconciliation.handle': command({
    permission: 'staff:bill.reconcile',
    input: z.strictObject({ differenceId: z.string().regex(/^[0-9A-Za-z-]{1,64}$/), note: text(100, 2) }),
    output: done,
    errors: ['NOT_FOUND', 'DIFFERENCE_STATE'],
  }),
  /** Compares a day with its bill again, now. */
  'reconciliation.again': command({
    permission: 'staff:bill.reconcile',
    input: z.strictObject({ day }),
    output: reconciledDay,
    errors: ['NOT_FOUND', 'RECONCILING'],
  }),
}

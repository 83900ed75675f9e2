import { DOMAIN as D } from './places.mjs'

/** @type {import('../guards.mjs').Guards} */
export default [
  [
    `${D}/money/settlement/settlement.repo.ts`,
    [
      [
        'SETTLE-2',
        "{ state: 'pending', releaseAt: ctx.db._.lt(cutoffAt) }",
        '{ releaseAt: ctx.db._.lt(cutoffAt) }',
      ],
      ['SETTLE-1', 'releaseAt: ctx.db._.lt(cutoffAt)', 'releaseAt: ctx.db._.lte(cutoffAt)'],
      ['SETTLE-4', 'Math.min(open.grossFen, Math.max(0, -debtFen))', '0'],
    ],
  ],
  [
    `${D}/money/settlement/settlement.service.ts`,
    [
      ['SETTLE-5', "if (overtaken) return 'overtaken'", ''],
      ['SETTLE-2', "if (left) return 'left'", ''],
    ],
  ],
  [`${D}/money/ledger/ledger.repo.ts`, [['LEDGER-2', 'where[balance] = before[balance]', '']]],
  [
    `${D}/money/reconciliation/days.repo.ts`,
    [
      ['RECON-4', '{ _id: day, leaseUntil: ctx.db._.lte(now) }', '{ _id: day }'],
      ['RECON-4', 'changeAndGet(DAYS, { _id, leaseUntil }, change)', 'changeAndGet(DAYS, { _id }, change)'],
    ],
  ],
  [`${D}/money/difference/handle.service.ts`, [['ONCE-8', 'found.closedBy === staff._id && ', '']]],
  [
    `${D}/money/difference/book.service.ts`,
    [['ONCE-8', 'if (await isBookedOutside(ctx, difference.orderId, difference.number)) return', '']],
  ],
  [
    `${D}/money/difference/difference.repo.ts`,
    [
      ['RECON-6', "{ _id: id, state: 'open' },", '{ _id: id },'],
      ['RECON-6', "{ _id, state: _.in(['open', 'resolved']) }", '{ _id }'],
    ],
  ],
  [`${D}/money/audit/audit.repo.ts`, [['AUDIT-1', '{ _id, revision },', '{ _id },']]],
]

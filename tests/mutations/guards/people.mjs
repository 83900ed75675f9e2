import { DOMAIN as D } from './places.mjs'

/** @type {import('../guards.mjs').Guards} */
export default [
  [
    `${D}/shop/settings/settings.repo.ts`,
    [
      ['TRAIL-1', '        ...part,\n', ''],
      ['POLICY-1', "{ _id: 'shop', policyVersion: version }", "{ _id: 'shop' }"],
    ],
  ],
  [`${D}/people/member/member.repo.ts`, [['MEMBER-2', 'addressCount: _.lt(limit), ', '']]],
  [
    `${D}/people/privacy/privacy.repo.ts`,
    [
      ['CONSENT-1', "'consent.version': _.neq(consent.version)", ''],
      ['RETAIN-1', 'placedAt: _.and([_.gte(from), _.lt(to)])', 'placedAt: _.gte(from)'],
      ['RETAIN-1', '{ day: ctx.db._.lt(day) }', '{}'],
    ],
  ],
  [
    `${D}/people/privacy/erase.service.ts`,
    [
      ['ERASE-1', "if (open > 0) throw new AppError('ERASE_ORDERS')", ''],
      ['ERASE-1', 'isInForce(distributor) || owes || pending > 0', 'false'],
    ],
  ],
  [
    `${D}/people/privacy/legal.service.ts`,
    [['CONSENT-1', 'version !== legalOf(await loadSettings(ctx)).version', 'false']],
  ],
  [
    `${D}/people/staff/staff.service.ts`,
    [['MEMBER-3', "!staff || !granted.includes(permission.slice('staff:'.length))", '!staff']],
  ],
  [
    `${D}/people/staff/claim.repo.ts`,
    [
      ['OWNER-1', '_id: id, usedAt: null, ', '_id: id, '],
      ['OWNER-2', 'voidAt: null, expiresAt: _.gt(now)', 'expiresAt: _.gt(now)'],
      ['OWNER-2', ', expiresAt: _.gt(now) }', ' }'],
      ['OWNER-3', ', tries: _.lt(most) }', ' }'],
    ],
  ],
  [
    `${D}/people/staff/claim.service.ts`,
    [
      ['OWNER-1', '!mine || found.doneAt !== null', '!mine'],
      ['OWNER-1', 'const mine = found?.usedBy === openid', 'const mine = found !== null'],
      ['OWNER-3', 'if (left === undefined) throw await triedOften(ctx)', ''],
      ['OWNER-3', "'OWNER_CODE_WRONG', { details: { left } }", "'OWNER_CODE_WRONG'"],
    ],
  ],
  [
    `${D}/shop/message/message.service.ts`,
    [['MESSAGE-3', '!templateId || Object.keys(data).length === 0', '!templateId']],
  ],
  [
    `${D}/shop/message/templates.rules.ts`,
    [
      ['MESSAGE-3', ' && Object.keys(keys).length === slots.length', ''],
      ['MESSAGE-3', 'isWhole && ', ''],
    ],
  ],
  [`${D}/people/staff/staff.rules.ts`, [['STAFF-1', 'staff.owner === true', 'staff.owner']]],
  [
    `${D}/people/member/text.service.ts`,
    [
      ['FIT-1', "outcome.value !== 'pass'", "outcome.value === 'risky'"],
      ['FIT-2', "outcome.kind !== 'ok'", 'false'],
    ],
  ],
]

import { DOMAIN as D } from './places.mjs'

/** @type {import('../guards.mjs').Guards} */
export default [
  [
    `${D}/shop/settings/settings.repo.ts`,
    [
      [
        'TRAIL-1',
        'policyChangedBy: ctx.acting?.name ?? _.remove(),\n        ...part',
        'policyChangedBy: _.remove()',
      ],
      ['POLICY-1', "{ _id: 'shop', policyVersion: version }", "{ _id: 'shop' }"],
    ],
  ],
  [`${D}/people/member/member.repo.ts`, [['MEMBER-2', 'addressCount: _.lt(limit), ', '']]],
  [
    `${D}/people/privacy/privacy.repo.ts`,
    [
      ['CONSENT-1', "'consent.version': _.neq(consent.version)", ''],
      ['RETAIN-1', 'placedAt: _.and([_.gte(from), _.lt(to)])', 'placedAt: _.gte(from)'],
      ['RETAIN-1', "{ 'address.receiver': _.exists(true) },", ''],
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
  [`${D}/people/privacy/privacy.repo.ts`, [['ERASE-2', "{ state: 'left', ...blank }", "{ state: 'left' }"]]],
  [
    `${D}/shop/settings/policy.rules.ts`,
    [
      ['LAW-3', 'data.rates.slice(0, LEVELS_FREELY)', 'data.rates'],
      ['LAW-3', '!success || ', ''],
    ],
  ],
  [
    `${D}/shop/operations/trade.repo.ts`,
    [['OPERATIONS-2', '{ _id: TRADE, standing: ctx.db._.neq(standing) }', '{ _id: TRADE }']],
  ],
  [`${D}/shop/operations/trade.service.ts`, [['OPERATIONS-2', "|| known.standing === 'open'", '']]],
  [`${D}/shop/operations/operations.jobs.ts`, [['OPERATIONS-2', 'everyMinutes: 1_440, ', '']]],
  [
    `${D}/shop/message/card.service.ts`,
    [
      ['CARD-2', "if (!(await shopMessages(ctx)).messageCard) return 'done'", ''],
      ['CARD-2', "if (lines.some(({ picture }) => addressOf(picture) === undefined)) return 'done'", ''],
      ['CARD-3', ' || isLate', ''],
      ['CARD-3', "await noteCard(ctx, order._id, 'given_up')", ''],
      ['CARD-3', 'if (!outcome.final) throw new Error(outcome.code)', ''],
      ['CARD-3', ' && Object.keys(parcels).length === 0', ''],
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
  [
    'cloudfunctions/platform/personal/personal.ts',
    [
      [
        'SEAL-2',
        'JSON.stringify([FORM, keyId, place.in, place.of, place.at])',
        'JSON.stringify([FORM, keyId])',
      ],
      ['SEAL-2', " || bytes.toString('base64url') !== body", ''],
      ['SEAL-3', '[...old, current].map', '[current].map'],
    ],
  ],
  ['cloudfunctions/platform/personal/open.ts', [['SEAL-5', 'of: mask(place.of)', 'of: place.of']]],
  [
    'cloudfunctions/platform/personal/reseal.ts',
    [
      ['SEAL-7', '{ _id: document._id, [path]: sealed }', '{ _id: document._id }'],
      ['SEAL-7', 'if (found === 0) return', 'if (found >= 0) return'],
    ],
  ],
  [
    'cloudfunctions/migrations/0006-order-receivers.ts',
    [
      ['SEAL-4', '!last || ', ''],
      ['SEAL-4', '[name, mobile, detail].some(', '[name].some('],
    ],
  ],
  [
    'cloudfunctions/migrations/0007-address-receivers.ts',
    [
      ['SEAL-4', '!last || ', ''],
      ['SEAL-4', '[address.name, address.mobile, address.detail].some(', '[address.name].some('],
    ],
  ],
  [
    'cloudfunctions/migrations/0008-applicants.ts',
    [
      ['SEAL-4', '!last || ', ''],
      ['SEAL-4', '[realName, mobile, channel].some(', '[realName].some('],
    ],
  ],
  [
    'scripts/lib/deploy/personal.mjs',
    [
      ['SEAL-8', 'if (missing.size === 0) return', 'if (missing.size >= 0) return'],
      ['SEAL-10', 'without.length > 0 || server', 'server'],
      ['SEAL-10', "    await db.remove('deployed', { _id: EVERYWHERE })", '    void 0'],
      ['SEAL-10', 'if (leftMs > 0)', 'if (leftMs > ENDED_MS)'],
      ['SEAL-10', '[latest, ...ends]', '[latest]'],
    ],
  ],
  [
    `${D}/people/member/receiver.service.ts`,
    [['REVEAL-1', 'mobile: mobile && maskNumber(mobile)', 'mobile']],
  ],
  [
    `${D}/sale/fulfilment/reveal.service.ts`,
    [['REVEAL-2', '  await leaveRow(ctx, revealing(orderId, lookKey(ctx, orderId)))\n', '']],
  ],
  [
    `${D}/distribution/distributor/applicant.service.ts`,
    [['REVEAL-1', 'maskedMobile: mobile && maskNumber(mobile)', 'maskedMobile: mobile']],
  ],
  [`${D}/sale/checkout/place.service.ts`, [['SEAL-5', '!address?.readable', '!address']]],
  [`${D}/people/staff/staff.rules.ts`, [['STAFF-1', 'staff.owner === true', 'staff.owner']]],
  [
    `${D}/people/member/text.service.ts`,
    [
      ['FIT-1', "outcome.value !== 'pass'", "outcome.value === 'risky'"],
      ['FIT-2', "outcome.kind !== 'ok'", 'false'],
    ],
  ],
]

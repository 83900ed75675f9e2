import { DOMAIN as D } from './places.mjs'

/** @type {import('../guards.mjs').Guards} */
export default [
  [
    `${D}/distribution/commission/commission.view.ts`,
    [['PRIVACY-2', "baseKind === 'profit' ? {} : { baseFen", '{ baseFen']],
  ],
  [
    `${D}/distribution/commission/commission.effects.ts`,
    [['COMM-22', "after: ['received'],\n    atOnce: true,", "after: ['received'],"]],
  ],
  [
    `${D}/distribution/binding/binding.repo.ts`,
    [['BIND-3', '{ _id: openid, ...unchanged }', '{ _id: openid }']],
  ],
  [
    `${D}/distribution/binding/chain.rules.ts`,
    [
      ['BIND-4', "distributor?.state === 'active' && holds(distributor, at)", 'holds(distributor, at)'],
      [
        'LEAVE-2',
        "distributor?.state === 'active' && holds(distributor, at)",
        "distributor?.state === 'active'",
      ],
      ['BIND-6', 'own ? own.uplines : (binding?.path ?? [])', 'binding?.path ?? []'],
    ],
  ],
  [
    `${D}/distribution/distributor/apply.service.ts`,
    [
      ['NAME-2', "if (isNameless(nickname ?? member?.nickname)) throw new AppError('NICKNAME_NEEDED')", ''],
      ['NAME-2', 'if (isOf(before, token)) return', ''],
      ['LAW-2', 'commission.rates.slice(0, 1)', 'commission.rates'],
    ],
  ],
  [
    `${D}/distribution/distributor/distributor.repo.ts`,
    [
      ['APPLY-1', '    state: _.in([...MAY_APPLY_AGAIN]),\n', ''],
      ['ONCE-4', '...(token !== undefined && { token: _.neq(token) })', ''],
      ['STAND-2', '{ _id: seen._id, state: seen.state }', '{ _id: seen._id }'],
      [
        'APPLY-2',
        "{ _id: seen._id, state: 'pending', appliedAt: seen.appliedAt }",
        '{ _id: seen._id, appliedAt: seen.appliedAt }',
      ],
      [
        'APPLY-2',
        "{ _id: seen._id, state: 'pending', appliedAt: seen.appliedAt }",
        "{ _id: seen._id, state: 'pending' }",
      ],
    ],
  ],
  [
    `${D}/distribution/policy/policy.service.ts`,
    [
      ['LAW-1', 'ctx.staff.owner !== true', 'false'],
      ['LAW-1', 'textVersion !== THREE_LEVELS.version', 'false'],
      ['LAW-1', "if (!threeLevels) throw new AppError('THREE_LEVELS_UNCONFIRMED')", ''],
      [
        'LAW-1',
        'if (settings.policyVersion !== version) return versionThatStands(settings, { commission, binding })',
        '',
      ],
    ],
  ],
  [
    `${D}/distribution/distributor/freed.rules.ts`,
    [
      ['LEAVE-2', 'distributor?.freedAt === undefined || at > distributor.freedAt', 'true'],
      ['LEAVE-2', 'binding && holds(holder, binding.boundAt) ? binding : null', 'binding ?? null'],
    ],
  ],
  [
    `${D}/distribution/distributor/standing.service.ts`,
    [
      [
        'FIT-1',
        "if (reason !== undefined) await passText(ctx, { openid: ctx.openid, text: reason, where: 'comment' })",
        '',
      ],
      [
        'LEAVE-2',
        "leave: { from: ['active', 'suspended'], to: 'left', frees: true }",
        "leave: { from: ['active', 'suspended'], to: 'left', frees: false }",
      ],
      ['LEAVE-2', "to: 'removed', frees: true", "to: 'removed', frees: false"],
    ],
  ],
  [
    `${D}/distribution/commission/commission.repo.ts`,
    [
      ['COMM-4', 'cycle: seen.cycle, revision: seen.revision', 'cycle: seen.cycle'],
      ['LEDGER-3', 'cycle: seen.cycle, revision: seen.revision', 'revision: seen.revision'],
      ['SETTLE-3', '{ _id: orderId, releaseAt: null }', '{ _id: orderId }'],
    ],
  ],
  [
    `${D}/distribution/sharing/share.repo.ts`,
    [['SHARE-3', "{ _id: code, ...inPace(ctx, 'asks', CODE_PACE) }", '{ _id: code }']],
  ],
  [
    `${D}/distribution/sharing/share.service.ts`,
    [['SHARE-3', 'if (made?.opens === opens) return { pngBase64: made.pngBase64 }', '']],
  ],
  [
    `${D}/distribution/distributor/caller.service.ts`,
    [['MEMBER-3', "caller?.distributor.state !== 'active'", '!caller']],
  ],
]

import { PLATFORM as P } from './places.mjs'

/** @type {import('../guards.mjs').Guards} */
export default [
  [
    `${P}/hold/changes.ts`,
    [
      ['STOCK-1', 'available: _.gte(quantity - (limit ?? 0)), ', ''],
      ['STOCK-2', '[path]: _.exists(false), ...counted', '...counted'],
      ['STOCK-3', '{ _id: id, [path]: _.gt(1) }', '{ _id: id }'],
      ['STOCK-4', '{ _id: hold.id, [`${path}.quantity`]: hold.quantity }', '{ _id: hold.id }'],
      ['STOCK-3', 'if (only.claims !== undefined) where[`${path}.claims`] = only.claims', ''],
      ['STOCK-8', '{ _id: id, [`marks.${fieldKey(token)}`]: _.exists(false) }', '{ _id: id }'],
      ['STOCK-8', "if (mark.delta < 0) where['available'] = _.gte(-mark.delta)", ''],
      ['STOCK-6', "if (rev !== undefined) where['rev'] = rev", ''],
    ],
  ],
  [
    `${P}/hold/place.ts`,
    [
      ['STOCK-3', '{ id, owner, quantity, used: 0 }, { claims: 1 })', '{ id, owner, quantity, used: 0 })'],
      ['STOCK-3', 'if (!crash && refused.length === 0) return []', 'if (!crash) return refused'],
    ],
  ],
  [
    `${P}/hold/sweep.ts`,
    [
      ['STOCK-6', ' && !owners.isLive(owner, document)', ''],
      ['STOCK-6', 'endHold(ctx, store, hold, { at, claims })', 'endHold(ctx, store, hold)'],
      ['STOCK-9', ' && !(owner && seen.owners.mayRepeat(owner))', ''],
    ],
  ],
  [`${P}/hold/model.ts`, [['STOCK-11', 'before ? together(before, want) : want', 'want']]],
  [
    `${P}/trail.ts`,
    [
      ['TRAIL-1', '{ _id, trailAt }, {', '{ _id }, {'],
      ['TRAIL-1', 'push([row]), trailAt: row.at + AFTER_MS', 'push([row])'],
      ['CREATE-2', 'trail: [row], trailAt: row.at + AFTER_MS', ''],
      ['TRAIL-2', 'reason: maskPhones(reason)', 'reason'],
    ],
  ],
  [`${P}/cloudbase-signature.ts`, [['CLOUD-1', '.filter((key) => words.get(key))', '']]],
  [
    `${P}/field-key.ts`,
    [
      ['SAFE-8', '!/^[^.$\\0]+$/.test(name) || ', ''],
      ['SAFE-8', ' || name in Object.prototype', ''],
    ],
  ],
  [
    'shared/contract/fields.ts',
    [
      ['SAFE-5', ".refine((text) => !(text in Object.prototype), 'the name of what every object has')", ''],
      ['TEXT-5', "line === '' || isVisibleText(line)", 'line === line'],
      ['TEXT-5', 'return characters >= min && characters <= max', 'return characters >= min'],
    ],
  ],
  [
    'shared/rules/refund.ts',
    [
      ['REFUND-20', "if (quantity > left.quantity) throw new Refused('too_many_pieces')", ''],
      ['REFUND-20', "if (wish > left) throw new Refused('too_much_money')", ''],
      ['REFUND-21', 'mulDivDown(left.payFen, taken, payFen - worth(before))', 'taken'],
    ],
  ],
  [
    'shared/rules/commission.ts',
    [
      ['COMM-1', 'Math.floor((baseFen * rateBps) / BPS)', 'Math.round((baseFen * rateBps) / BPS)'],
      [
        'COMM-1',
        'Math.min(commissionFen(bases[i] ?? 0, ratesBps[link] ?? 0), left[i] ?? 0)',
        'commissionFen(bases[i] ?? 0, ratesBps[link] ?? 0)',
      ],
      ['COMM-1', 'Math.max(0, payFen - costFen * quantity)', 'payFen - costFen * quantity'],
      ['COMM-2', 'Math.max(0, credited - (remaining[i]?.amountFen ?? 0))', 'credited'],
    ],
  ],
  [
    'shared/rules/allocation.ts',
    [
      ['ALLOC-2', '|| a.position - b.position', '|| b.position - a.position'],
      ['ALLOC-3', 'Math.min(round[i] ?? 0, room(position))', 'round[i] ?? 0'],
    ],
  ],
  [
    'shared/rules/pricing/freight.step.ts',
    [
      [
        'PRICE-7',
        'rule.freeFreightFromFen - unitFenOf(draft)',
        'rule.freeFreightFromFen - draft.lines.reduce((sum, { payFen }) => sum + payFen, 0)',
      ],
    ],
  ],
  [
    'shared/rules/binding.ts',
    [
      ['BIND-1', "if (visit.visitorId === visit.distributorId) return 'self'", ''],
      ['BIND-1', "if (!visit.active) return 'inactive'", ''],
      ['BIND-8', "if (!visit.holderActive) return { kind: 'take_over', reason: 'holder_inactive' }", ''],
      ['BIND-1', "if (visit.above.includes(visit.visitorId)) return 'loop'", ''],
      ['BIND-2', "if (now < binding.protectedUntil) return { kind: 'keep', reason: 'protected' }", ''],
      ['BIND-2', "if (policy.mode === 'first') return { kind: 'keep', reason: 'first_link_wins' }", ''],
    ],
  ],
  ['shared/rules/wallet.ts', [['LEDGER-5', 'Math.min(fen, Math.max(0, wallet.availableFen))', '0']]],
  [
    'shared/text/region.ts',
    [
      ['REGION-1', "NO_CITY.test(written) ? '' : written", 'written'],
      ['REGION-1', ' && !all.slice(0, at).includes(name)', ''],
    ],
  ],
  [
    'shared/contract/policy/schema.ts',
    [['LAW-1', 'rates.length <= LEVELS_FREELY || threeLevels !== undefined', 'true']],
  ],
  [
    'cloudfunctions/scheduler/lease.repo.ts',
    [
      ['JOB-1', '{ _id: TIMER, until: _.lte(now) }', '{ _id: TIMER }'],
      ['JOB-2', '{ _id: TIMER, by }', '{ _id: TIMER }'],
    ],
  ],
  [
    'cloudfunctions/scheduler/run.ts',
    [
      ['JOB-3', '(until - now) / (queue.length - i)', '(until - now)'],
      ['JOB-3', 'begun % 2 === 0 ? wanted.reverse() : wanted', 'wanted'],
    ],
  ],
  [
    `${P}/owed.ts`,
    [
      ['OWED-4', 'if (effect?.telling) toTell.push(entry)', 'if (!effect) toTell.push(entry)'],
      ['OWED-6', '{ _id: document._id, revision: document.revision }', '{ _id: document._id }'],
      ['OWED-2', 'else if (isHeldUp(entry, outcome.left)) {', 'else if (!entry) {'],
      ['OWED-3', 'isParked(retry) ? PARKED_PAUSE_MS : pauseAfter(retry.tries)', 'pauseAfter(retry.tries)'],
    ],
  ],
  [
    `${P}/page.ts`,
    [
      [
        'PAGE-1',
        '{ [by]: after(direction, at) }, { _id: after(ties, id) }',
        '{ [by]: after(direction, at) }',
      ],
    ],
  ],
  [`${P}/seal.ts`, [['PAGE-2', 'timingSafeEqual(tag, tagOf(purpose, text)) ? text : undefined', 'text']]],
  [
    `${P}/migrate.ts`,
    [
      [
        'DATA-6',
        'return [field, value === undefined ? _.exists(false) : _.eq(value)] as const',
        "return ['_id', document._id] as const",
      ],
      ['DATA-5', '!(again && isNew)) return', '!(again && isNew)) void 0'],
      ['DATA-10', "phase !== 'before' && !known.has(_id)", 'false && known.has(_id) && phase'],
      ['DATA-11', "if (next === 'done') await verify(run, migration)", ''],
    ],
  ],
  [
    `${P}/compose.ts`,
    [
      ['IDENTITY-3', "if (isClients(ctx, platform)) return { statusCode: 403, body: '' }", ''],
      ['IDENTITY-3', 'if (isClients(ctx, platform)) return { ok: false }', ''],
      ['PICCHECK-7', 'if (comesFromClient(platform)) {', 'if (false) {'],
    ],
  ],
  [
    `${P}/invocation.ts`,
    [
      [
        'IDENTITY-3',
        "  'TCB_UUID',\n  'TCB_CUSTOM_USER_ID',\n  'TCB_ISANONYMOUS_USER',\n  'LOGINTYPE',\n",
        '',
      ],
      ['IDENTITY-1', "variables['WX_APPID'] === appId ?", "appId !== '' ?"],
      ['IDENTITY-2', "!announced.includes('WX_OPENID') || ", ''],
    ],
  ],
  [
    `${P}/door.ts`,
    [
      [
        'IDENTITY-1',
        "if (call.permission !== 'anyone' && caller.kind !== 'member') throw unauthenticated(ctx, caller)",
        '',
      ],
      ['SAFE-1', "if (isTooMuch(input, call.inputBytes)) throw new AppError('BAD_INPUT')", ''],
    ],
  ],
  [
    'scripts/lib/data/import.mjs',
    [
      ['DATA-12', 'if (strange > 0 || different > 0)', 'if (different > 0)'],
      ['DATA-12', 'await shop.clear()', ''],
    ],
  ],
  [
    'local/server/assemble.ts',
    [['EMPTY-1', 'if (options.empty && !data.unseeded) throw new StartError(HOLDS_DEMO)', '']],
  ],
  ['local/server/own-shop.ts', [['EMPTY-1', "code === undefined || is === 'nobodys'", 'code === undefined']]],
  ['scripts/lib/options.mjs', [['EMPTY-2', "empty ? '.data-empty' : demo", 'demo']]],
  ['miniprogram/src/features/shop/closed.ts', [['SETUP-2', ' && session.staffPermissions.length === 0', '']]],
  [
    'scripts/lib/data/file.mjs',
    [
      ['DATA-12', "if (end.sha256 !== hash.digest('hex'))", 'if (false)'],
      [
        'DATA-12',
        "if (!end) throw new Error('the file has no end: it is not whole')",
        'if (!end) return counts',
      ],
    ],
  ],
  [
    'scripts/lib/deploy/step/rules.mjs',
    [
      ['DEPLOY-2', 'if (same(before, merged)) return', ''],
      ['DEPLOY-3', "startedBy !== 'members'", "startedBy === 'nobody'"],
      ['DEPLOY-4', 'if (!same(await readRule(account), merged))', 'if (false)'],
    ],
  ],
  [
    'scripts/lib/deploy/step/functions.mjs',
    [
      ['DEPLOY-4', 'if (lost.length > 0)', 'if (false)'],
      ['DEPLOY-2', 'if (missing.length === 0) return', ''],
    ],
  ],
  ['scripts/lib/deploy/step/database.mjs', [['DEPLOY-4', 'if (lost.length === 0) return', 'return']]],
  [
    'miniprogram/src/data/kept.ts',
    [
      ['KEEP-1', 'kept?.contract !== process.env.CONTRACT || ', ''],
      ['KEEP-1', "typeof kept?.answer !== 'object'", 'kept === undefined'],
      ['KEEP-1', 'age >= 0 && ', ''],
      ['KEEP-1', ' && age < LIVES_MS', ''],
      ['KEEP-1', 'if (!KEPT.includes(name as CallName)) return', ''],
      ['KEEP-1', '!small || ', ''],
      ['KEEP-1', ', initialDataUpdatedAt: 0', ''],
    ],
  ],
  [
    `${P}/wechatpay/notification.ts`,
    [
      ['PAY-7', 'if (problem) return refuse(problem)', ''],
      ['PAY-7', "if (resource.original_type !== expected) return refuse('malformed')", ''],
      ['PAY-7', 'owner.data.mchid !== config.mchid', 'false'],
    ],
  ],
  [
    `${P}/wechatpay/platform-keys.ts`,
    [
      ['PAY-7', "if (signature.startsWith('WECHATPAY/SIGNTEST/')) return 'probe'", ''],
      ['PAY-7', ' || Math.abs(Number(timestamp) * 1000 - now) > TOLERANCE_MS', ''],
    ],
  ],
]

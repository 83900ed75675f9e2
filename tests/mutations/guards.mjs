/**
 * What holds the mall together, line by line: each of these guards is taken out alone, and the tests that its rule cites
 * in docs/invariants.md have to notice. `guard` stands exactly once in `file`; `without` is put in its place.
 *
 * A guard that a second one repeats (a condition of an update behind a condition of its caller) is not listed: taking it
 * out changes nothing.
 */
const D = 'cloudfunctions/domain'
const P = 'cloudfunctions/platform'

/** @type {Record<string, readonly (readonly [rule: string, guard: string, without: string])[]>} */
const GUARDS = {
  [`${P}/hold/changes.ts`]: [
    ['STOCK-1', 'available: _.gte(quantity - (limit ?? 0)), ', ''],
    ['STOCK-2', '[path]: _.exists(false), ...counted', '...counted'],
    ['STOCK-3', '{ _id: id, [path]: _.gt(1) }', '{ _id: id }'],
    ['STOCK-4', '{ _id: hold.id, [`${path}.quantity`]: hold.quantity }', '{ _id: hold.id }'],
    ['STOCK-3', 'if (only.claims !== undefined) where[`${path}.claims`] = only.claims', ''],
    ['STOCK-8', '{ _id: id, [`marks.${fieldKey(token)}`]: _.exists(false) }', '{ _id: id }'],
    ['STOCK-8', "if (mark.delta < 0) where['available'] = _.gte(-mark.delta)", ''],
    ['STOCK-6', "if (rev !== undefined) where['rev'] = rev", ''],
  ],
  [`${P}/hold/place.ts`]: [
    ['STOCK-3', '{ id, owner, quantity, used: 0 }, { claims: 1 })', '{ id, owner, quantity, used: 0 })'],
    ['STOCK-3', 'if (!crash && refused.length === 0) return []', 'if (!crash) return refused'],
  ],
  [`${P}/hold/sweep.ts`]: [
    ['STOCK-6', ' && !owners.isLive(owner, document)', ''],
    ['STOCK-6', 'endHold(ctx, store, hold, { at, claims })', 'endHold(ctx, store, hold)'],
    ['STOCK-9', ' && !(owner && seen.owners.mayRepeat(owner))', ''],
  ],
  [`${P}/hold/model.ts`]: [['STOCK-11', 'before ? together(before, want) : want', 'want']],
  [`${D}/goods/catalog/product.repo.ts`]: [
    ['CATALOG-4', '{ _id: product._id, version: product.version }', '{ _id: product._id }'],
    ['CATALOG-5', '{ _id: productId, stockRev: _.not(_.gte(folded.stockRev)) }', '{ _id: productId }'],
  ],
  [`${D}/sale/cart/cart.repo.ts`]: [
    ['CART-1', 'lines: _.lt(limit), ', ''],
    ['CART-2', '_.lte(most - quantity)', '_.gt(0)'],
    ['CART-2', 'lines: _.lt(limit), [`items.${fieldKey(skuId)}`]: _.exists(false)', 'lines: _.lt(limit)'],
    ['CART-5', '_.lte(until)', '_.gt(0)'],
    ['ONCE-1', 'token === undefined ? {} : { added: ctx.db._.nin([token]) }', '({})'],
  ],
  [`${D}/sale/cart/cart.service.ts`]: [['ONCE-1', '`${token} ${skuId} ${quantity}`', 'token']],
  [`${D}/goods/inventory/adjust.service.ts`]: [
    ['STOCK-8', 'claimed ? parts : claimedFirst(parts, stocks)', 'parts'],
    ['TRAIL-1', ', { more })', ')'],
    ['TRAIL-1', 'const back = untrail(ctx, deed)', 'const back = {}'],
  ],
  [`${P}/trail.ts`]: [
    ['TRAIL-1', '{ _id, trailAt }, {', '{ _id }, {'],
    ['TRAIL-1', ', trailAt: row.at + AFTER_MS', ''],
    ['TRAIL-2', 'reason: maskMobiles(reason)', 'reason'],
  ],
  [`${D}/shop/settings/settings.repo.ts`]: [['TRAIL-1', '        ...part,\n', '']],
  [`${P}/cloudbase-signature.ts`]: [['CLOUD-1', '.filter((key) => words.get(key))', '']],
  [`${P}/field-key.ts`]: [
    ['SAFE-8', '!/^[^.$\\0]+$/.test(name) || ', ''],
    ['SAFE-8', ' || name in Object.prototype', ''],
  ],
  'shared/contract/fields.ts': [
    ['SAFE-5', ".refine((text) => !(text in Object.prototype), 'the name of what every object has')", ''],
    ['TEXT-5', "line === '' || isVisibleText(line)", 'line === line'],
    ['TEXT-5', 'return characters >= min && characters <= max', 'return characters >= min'],
  ],
  [`${D}/people/member/member.repo.ts`]: [['MEMBER-2', 'addressCount: _.lt(limit), ', '']],
  [`${D}/sale/checkout/place.service.ts`]: [
    [
      'ORDER-8',
      "if (order.requestHash !== '' && order.requestHash !== requestHashOf(input)) {",
      'if (Date.now() < 0) {',
    ],
    ['ORDER-9', 'if (priced.payFen !== input.expectedPayFen) {', 'if (Date.now() < 0) {'],
    ['PAY-14', '...(input.pay && priced.payFen > 0 && aboutToPrepare(now)),', ''],
    ['ORDER-7', 'await giveAllBack(ctx, order)', ''],
  ],
  [`${D}/sale/fulfilment/fulfilment.repo.ts`]: [
    ['ORDER-2', "state: 'shipped', live: true, ...(buyerId", 'live: true, ...(buyerId'],
    ['ORDER-2', "{ _id: orderId, state: 'received', live: true }", '{ _id: orderId, live: true }'],
    ['REFUND-2', "state: 'shipped', live: true, ...(buyerId", "state: 'shipped', ...(buyerId"],
    ['ORDER-5', '...(buyerId === undefined ? {} : { buyerId })', ''],
    ['REFUND-4', 'live: true,\n      goodsRevision: order.goodsRevision,', ''],
  ],
  [`${D}/sale/payment/payment.repo.ts`]: [
    ['PAY-2', "state: 'pending_payment',\n      payFen: payment.totalFen,", 'payFen: payment.totalFen,'],
    ['PAY-8', 'payFen: payment.totalFen,', ''],
    ['PAY-8', 'buyerId: payment.openid,', ''],
    ['PAY-11', "...(prepaid === null ? { prepay: _.exists(false) } : { 'prepay.at': prepaid }),", ''],
    ['PAY-11', "state: 'pending_payment',\n      ...(prepaid", '...(prepaid'],
    ['PAY-6', 'transactionId: _.nin([payment.transactionId, null]),', ''],
    ['UNPAID-3', 'slot: payment.orderId,', ''],
    ['UNPAID-3', "...(reason === 'timeout' && { slot: orderId }),", ''],
    ['UNPAID-5', "...(reason === 'timeout' && { slot: orderId }),", 'slot: orderId,'],
    ['PAY-15', "{ _id: orderId, buyerId, ...inPace(ctx, 'asks', ASK_PACE) }", '{ _id: orderId, buyerId }'],
    ['PAY-15', "expiresAt: _.gt(now),\n      ...inPace(ctx, 'asks', ASK_PACE),", 'expiresAt: _.gt(now),'],
  ],
  [`${D}/sale/payment/payment.rules.ts`]: [
    ['PAY-8', "if (payment.appid !== us.appId) return 'appid'", ''],
    ['PAY-8', "if (payment.mchid !== us.mchid) return 'mchid'", ''],
    ['PAY-8', "if (currency !== 'CNY') return 'currency'", ''],
  ],
  [`${D}/sale/payment/apply.service.ts`]: [
    ['PAY-8', "if (payment.tradeState === 'REFUND') return refuse(ctx, payment, source, 'refunded')", ''],
  ],
  [`${D}/sale/payment/close.service.ts`]: [
    [
      'PAY-10',
      "if (asked.kind === 'unsure') return 'unsure'",
      "if (asked.kind === 'unsure') return 'closed'",
    ],
    ['PAY-10', "kind: outcome.kind })\n  return 'unsure'", "kind: outcome.kind })\n  return 'closed'"],
    ['PAY-10', "PREPAY_IN_FLIGHT_MS ? 'closed' : 'unsure'", "PREPAY_IN_FLIGHT_MS ? 'closed' : 'closed'"],
  ],
  [`${D}/sale/fulfilment/shipping.service.ts`]: [
    ['OWED-20', "outcome.kind === 'rejected' && outcome.final", 'false'],
  ],
  [`${D}/sale/fulfilment/delivery.service.ts`]: [
    ['COMM-22', 'if (received) await payAtOnce(ctx, received)', ''],
    ['RECEIPT-1', "return outcome.value === 'received'", 'return true'],
    ['RECEIPT-1', '!(await noteReceiptAsked(ctx, orderId))', 'false'],
    ['RECEIPT-2', 'if (await isReceivedInWechat(ctx, order)) {', 'if (false) {'],
    ['RECEIPT-2', 'ctx.clock.now() >= receiveBy', 'false'],
  ],
  [`${D}/distribution/commission/commission.view.ts`]: [
    ['PRIVACY-2', "baseKind === 'profit' ? {} : { baseFen", '{ baseFen'],
  ],
  [`${D}/distribution/commission/commission.effects.ts`]: [
    ['COMM-22', "after: ['received'],\n    atOnce: true,", "after: ['received'],"],
  ],
  [`${D}/sale/fulfilment/parcel.service.ts`]: [
    ['ONCE-5', 'if (!parcels[parcelId]) return parcelId', 'return parcelId'],
    ['ONCE-5', 'if (Object.values(order.parcels).some((one) => isUnder(one, waybill))) return', ''],
  ],
  [`${D}/sale/fulfilment/fulfilment.repo.ts`]: [
    [
      'ONCE-5',
      "goodsRevision: _.inc(1),\n        ...follow(ctx, { transition: 'corrected'",
      "...follow(ctx, { transition: 'corrected'",
    ],
    ['ONCE-5', '{ _id, state, live: true, goodsRevision }', '{ _id }'],
  ],
  [`${D}/sale/refund/refund.repo.ts`]: [
    ['REFUND-22', 'live: order.live', 'live: true'],
    ['REFUND-4', 'goodsRevision: order.goodsRevision,\n        refundableFen', 'refundableFen'],
    ['REFUND-7', '[`refunds.${fieldKey(refund.refundNo)}.state`]: refund.state,\n  }', '}'],
    ['REFUND-10', '[`refunds.${fieldKey(refundNo)}.attempt`]: attempt ?? db._.exists(false)', ''],
    ['ONCE-5', '...(press !== undefined && { [`${path}.presses`]: _.nin([press]) }),', ''],
    ['REFUND-10', "...(refund.problem === 'CLOSED' && { [`${path}.attempt`]: attemptOf(refund) + 1 }),", ''],
  ],
  [`${D}/sale/refund/plan.rules.ts`]: [
    ['REFUND-8', 'hasSomethingLeft(order) && inTime', 'hasSomethingLeft(order)'],
    ['REFUND-22', '(live || refundableFen > 0)', 'live'],
    ['REFUND-2', 'Math.min(line.quantity, unshipped.get(line.lineId) ?? 0)', 'line.quantity'],
  ],
  'shared/rules/refund.ts': [
    ['REFUND-20', "if (quantity > left.quantity) throw new Refused('too_many_pieces')", ''],
    ['REFUND-20', "if (wish > left) throw new Refused('too_much_money')", ''],
    ['REFUND-21', 'mulDivDown(left.payFen, taken, payFen - worth(before))', 'taken'],
  ],
  'shared/rules/commission.ts': [
    ['COMM-1', 'Math.floor((baseFen * rateBps) / BPS)', 'Math.round((baseFen * rateBps) / BPS)'],
    [
      'COMM-1',
      'Math.min(commissionFen(bases[i] ?? 0, ratesBps[link] ?? 0), left[i] ?? 0)',
      'commissionFen(bases[i] ?? 0, ratesBps[link] ?? 0)',
    ],
    ['COMM-1', 'Math.max(0, payFen - costFen * quantity)', 'payFen - costFen * quantity'],
    ['COMM-2', 'Math.max(0, credited - (remaining[i]?.amountFen ?? 0))', 'credited'],
  ],
  'shared/rules/allocation.ts': [
    ['ALLOC-2', '|| a.position - b.position', '|| b.position - a.position'],
    ['ALLOC-3', 'Math.min(round[i] ?? 0, room(position))', 'round[i] ?? 0'],
  ],
  'shared/rules/pricing/freight.step.ts': [
    [
      'PRICE-7',
      'rule.freeFreightFromFen - unitFenOf(draft)',
      'rule.freeFreightFromFen - draft.lines.reduce((sum, { payFen }) => sum + payFen, 0)',
    ],
  ],
  'shared/rules/binding.ts': [
    ['BIND-1', "if (visit.visitorId === visit.distributorId) return 'self'", ''],
    ['BIND-1', "if (!visit.active) return 'inactive'", ''],
    ['BIND-8', "if (!visit.holderActive) return { kind: 'take_over', reason: 'holder_inactive' }", ''],
    ['BIND-1', "if (visit.above.includes(visit.visitorId)) return 'loop'", ''],
    ['BIND-2', "if (now < binding.protectedUntil) return { kind: 'keep', reason: 'protected' }", ''],
    ['BIND-2', "if (policy.mode === 'first') return { kind: 'keep', reason: 'first_link_wins' }", ''],
  ],
  'shared/rules/wallet.ts': [['LEDGER-5', 'Math.min(fen, Math.max(0, wallet.availableFen))', '0']],
  [`${D}/distribution/binding/binding.repo.ts`]: [
    ['BIND-3', '{ _id: openid, ...unchanged }', '{ _id: openid }'],
  ],
  [`${D}/distribution/binding/chain.rules.ts`]: [
    ['BIND-4', "distributor?.state === 'active' && holds(distributor, at)", 'holds(distributor, at)'],
    [
      'LEAVE-2',
      "distributor?.state === 'active' && holds(distributor, at)",
      "distributor?.state === 'active'",
    ],
    ['BIND-6', 'own ? own.uplines : (binding?.path ?? [])', 'binding?.path ?? []'],
  ],
  'shared/text/region.ts': [
    ['REGION-1', "NO_CITY.test(written) ? '' : written", 'written'],
    ['REGION-1', ' && !all.slice(0, at).includes(name)', ''],
  ],
  [`${D}/distribution/distributor/apply.service.ts`]: [
    ['NAME-2', "if (isNameless(nickname ?? member?.nickname)) throw new AppError('NICKNAME_NEEDED')", ''],
    ['NAME-2', 'if (isOf(before, said.token)) return', ''],
  ],
  [`${D}/distribution/distributor/distributor.repo.ts`]: [
    ['APPLY-1', '    state: _.in([...MAY_APPLY_AGAIN]),\n', ''],
    ['ONCE-4', '...(token !== undefined && { token: _.neq(token) })', ''],
    ['STAND-2', '{ _id: seen._id, state: _.in([...from]) }', '{ _id: seen._id }'],
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
  [`${D}/distribution/policy/policy.service.ts`]: [
    ['LAW-1', 'ctx.staff.owner !== true', 'false'],
    ['LAW-1', 'textVersion !== THREE_LEVELS.version', 'false'],
    ['LAW-1', "if (!threeLevels) throw new AppError('THREE_LEVELS_UNCONFIRMED')", ''],
    [
      'LAW-1',
      'if (settings.policyVersion !== version) return versionThatStands(settings, { commission, binding })',
      '',
    ],
  ],
  'shared/contract/policy/schema.ts': [
    ['LAW-1', 'rates.length <= LEVELS_FREELY || threeLevels !== undefined', 'true'],
  ],
  [`${D}/people/privacy/privacy.repo.ts`]: [
    ['CONSENT-1', "'consent.version': _.neq(consent.version)", ''],
    ['RETAIN-1', 'placedAt: _.and([_.gte(from), _.lt(to)])', 'placedAt: _.gte(from)'],
    ['RETAIN-1', '{ day: ctx.db._.lt(day) }', '{}'],
  ],
  [`${D}/people/privacy/erase.service.ts`]: [
    ['ERASE-1', "if (open > 0) throw new AppError('ERASE_ORDERS')", ''],
    ['ERASE-1', 'isInForce(distributor) || owes || pending > 0', 'false'],
  ],
  [`${D}/people/privacy/legal.service.ts`]: [
    ['CONSENT-1', 'version !== legalOf(await loadSettings(ctx)).version', 'false'],
  ],
  [`${D}/distribution/distributor/freed.rules.ts`]: [
    ['LEAVE-2', 'distributor?.freedAt === undefined || at > distributor.freedAt', 'true'],
    ['LEAVE-2', 'binding && holds(holder, binding.boundAt) ? binding : null', 'binding ?? null'],
  ],
  [`${D}/distribution/distributor/standing.service.ts`]: [
    [
      'LEAVE-2',
      "leave: { from: ['active', 'suspended'], to: 'left', frees: true }",
      "leave: { from: ['active', 'suspended'], to: 'left', frees: false }",
    ],
    ['LEAVE-2', "to: 'removed', frees: true", "to: 'removed', frees: false"],
  ],
  [`${D}/distribution/distributor/apply.service.ts`]: [
    ['LAW-2', 'commission.rates.slice(0, 1)', 'commission.rates'],
  ],
  [`${D}/shop/settings/settings.repo.ts`]: [
    ['POLICY-1', "{ _id: 'shop', policyVersion: version }", "{ _id: 'shop' }"],
  ],
  [`${D}/distribution/commission/commission.repo.ts`]: [
    ['COMM-4', 'cycle: seen.cycle, revision: seen.revision', 'cycle: seen.cycle'],
    ['LEDGER-3', 'cycle: seen.cycle, revision: seen.revision', 'revision: seen.revision'],
    ['SETTLE-3', '{ _id: orderId, releaseAt: null }', '{ _id: orderId }'],
  ],
  [`${D}/money/settlement/settlement.repo.ts`]: [
    [
      'SETTLE-2',
      "{ state: 'pending', releaseAt: ctx.db._.lt(cutoffAt) }",
      '{ releaseAt: ctx.db._.lt(cutoffAt) }',
    ],
    ['SETTLE-1', 'releaseAt: ctx.db._.lt(cutoffAt)', 'releaseAt: ctx.db._.lte(cutoffAt)'],
    ['SETTLE-4', 'Math.min(open.grossFen, Math.max(0, -debtFen))', '0'],
  ],
  [`${D}/money/settlement/settlement.service.ts`]: [
    ['SETTLE-5', "if (overtaken) return 'overtaken'", ''],
    ['SETTLE-2', "if (left) return 'left'", ''],
  ],
  [`${D}/money/ledger/ledger.repo.ts`]: [['LEDGER-2', 'where[balance] = before[balance]', '']],
  [`${D}/money/reconciliation/days.repo.ts`]: [
    ['RECON-4', '{ _id: day, leaseUntil: ctx.db._.lte(now) }', '{ _id: day }'],
    ['RECON-4', 'changeAndGet(DAYS, { _id, leaseUntil }, change)', 'changeAndGet(DAYS, { _id }, change)'],
  ],
  [`${D}/money/difference/handle.service.ts`]: [['ONCE-8', 'found.closedBy === staff._id && ', '']],
  [`${D}/money/difference/book.service.ts`]: [
    ['ONCE-8', 'if (await isBookedOutside(ctx, difference.orderId, difference.number)) return', ''],
  ],
  [`${D}/money/difference/difference.repo.ts`]: [
    ['RECON-6', "{ _id: id, state: 'open' },", '{ _id: id },'],
    ['RECON-6', "{ _id, state: _.in(['open', 'resolved']) }", '{ _id }'],
  ],
  [`${D}/money/audit/audit.repo.ts`]: [['AUDIT-1', '{ _id, revision },', '{ _id },']],
  'cloudfunctions/scheduler/lease.repo.ts': [
    ['JOB-1', '{ _id: TIMER, until: _.lte(now) }', '{ _id: TIMER }'],
    ['JOB-2', '{ _id: TIMER, by }', '{ _id: TIMER }'],
  ],
  'cloudfunctions/scheduler/run.ts': [
    ['JOB-3', '(until - now) / (queue.length - i)', '(until - now)'],
    ['JOB-3', 'begun % 2 === 0 ? wanted.reverse() : wanted', 'wanted'],
  ],
  [`${P}/owed.ts`]: [
    ['OWED-4', 'if (effect?.telling) toTell.push(entry)', 'if (!effect) toTell.push(entry)'],
    ['OWED-6', '{ _id: document._id, revision: document.revision }', '{ _id: document._id }'],
    ['OWED-2', 'else if (isHeldUp(entry, outcome.left)) {', 'else if (!entry) {'],
    ['OWED-3', 'isParked(retry) ? PARKED_PAUSE_MS : pauseAfter(retry.tries)', 'pauseAfter(retry.tries)'],
  ],
  [`${P}/page.ts`]: [
    ['PAGE-1', '{ [by]: after(direction, at) }, { _id: after(ties, id) }', '{ [by]: after(direction, at) }'],
  ],
  [`${P}/seal.ts`]: [['PAGE-2', 'timingSafeEqual(tag, tagOf(purpose, text)) ? text : undefined', 'text']],
  [`${P}/migrate.ts`]: [
    [
      'DATA-6',
      'return [field, value === undefined ? _.exists(false) : _.eq(value)] as const',
      "return ['_id', document._id] as const",
    ],
    ['DATA-5', '!(again && isNew)) return', '!(again && isNew)) void 0'],
  ],
  [`${D}/sale/checkout/unpaid.rules.ts`]: [
    ['UNPAID-1', 'others.length < limits.unpaidOrders && ', ''],
    ['UNPAID-2', ' && piecesOf(others) + pieces <= limits.heldPieces', ''],
    ['UNPAID-5', 'rested && restsUntil <= now', 'rested'],
  ],
  [`${D}/sale/order/order.collections.ts`]: [['UNPAID-1', "slot: { unique: ['slot'] }", "slot: ['slot']"]],
  [`${D}/sale/checkout/draft.rules.ts`]: [['LIMITED-1', 'if (!limit) return []', 'if (limit) return []']],
  [`${D}/distribution/sharing/share.repo.ts`]: [
    ['SHARE-3', "{ _id: code, ...inPace(ctx, 'asks', CODE_PACE) }", '{ _id: code }'],
  ],
  [`${D}/distribution/sharing/share.service.ts`]: [
    ['SHARE-3', 'if (made?.opens === opens) return { pngBase64: made.pngBase64 }', ''],
  ],
  [`${P}/compose.ts`]: [
    ['IDENTITY-3', "if (isClients(ctx, platform)) return { statusCode: 403, body: '' }", ''],
    ['IDENTITY-3', 'if (isClients(ctx, platform)) return { ok: false }', ''],
  ],
  [`${P}/invocation.ts`]: [
    ['IDENTITY-3', "  'TCB_UUID',\n  'TCB_CUSTOM_USER_ID',\n  'TCB_ISANONYMOUS_USER',\n  'LOGINTYPE',\n", ''],
    ['IDENTITY-1', "variables['WX_APPID'] === appId ?", "appId !== '' ?"],
    ['IDENTITY-2', "!announced.includes('WX_OPENID') || ", ''],
  ],
  [`${P}/door.ts`]: [
    [
      'IDENTITY-1',
      "if (call.permission !== 'anyone' && caller.kind !== 'member') throw unauthenticated(ctx, caller)",
      '',
    ],
    ['SAFE-1', "if (isTooMuch(input)) throw new AppError('BAD_INPUT')", ''],
  ],
  [`${D}/people/staff/staff.service.ts`]: [
    ['MEMBER-3', "!staff || !granted.includes(permission.slice('staff:'.length))", '!staff'],
  ],
  [`${D}/people/staff/claim.repo.ts`]: [
    ['OWNER-1', '_id: id, usedAt: null, ', '_id: id, '],
    ['OWNER-2', 'voidAt: null, expiresAt: _.gt(now)', 'expiresAt: _.gt(now)'],
    ['OWNER-2', ', expiresAt: _.gt(now) }', ' }'],
    ['OWNER-3', ', tries: _.lt(most) }', ' }'],
  ],
  [`${D}/people/staff/claim.service.ts`]: [
    ['OWNER-1', '!mine || found.doneAt !== null', '!mine'],
    ['OWNER-1', 'const mine = found?.usedBy === openid', 'const mine = found !== null'],
    ['OWNER-3', "if (!(await takeTry(ctx, openid, THROTTLE))) throw new AppError('OWNER_CODE_TRIES')", ''],
  ],
  [`${D}/shop/message/message.service.ts`]: [
    ['MESSAGE-3', '!templateId || Object.keys(data).length === 0', '!templateId'],
  ],
  [`${D}/shop/message/templates.rules.ts`]: [
    ['MESSAGE-3', ' && Object.keys(keys).length === slots.length', ''],
    ['MESSAGE-3', 'isWhole && ', ''],
  ],
  [`${P}/migrate.ts`]: [
    ['DATA-10', "phase !== 'before' && !known.has(_id)", 'false && known.has(_id) && phase'],
    ['DATA-11', "if (next === 'done') await verify(run, migration)", ''],
  ],
  'scripts/lib/data/import.mjs': [['DATA-12', 'if (strange > 0 || different > 0)', 'if (different > 0)']],
  'scripts/lib/data/file.mjs': [
    ['DATA-12', "if (end.sha256 !== hash.digest('hex'))", 'if (false)'],
    [
      'DATA-12',
      "if (!end) throw new Error('the file has no end: it is not whole')",
      'if (!end) return counts',
    ],
  ],
  'scripts/lib/deploy/step/rules.mjs': [
    ['DEPLOY-2', 'if (same(before, merged)) return', ''],
    ['DEPLOY-3', "startedBy !== 'members'", "startedBy === 'nobody'"],
    ['DEPLOY-4', 'if (!same(await readRule(account), merged))', 'if (false)'],
  ],
  'scripts/lib/deploy/step/functions.mjs': [
    ['DEPLOY-4', 'if (lost.length > 0)', 'if (false)'],
    ['DEPLOY-2', 'if (missing.length === 0) return', ''],
  ],
  'scripts/lib/deploy/step/database.mjs': [['DEPLOY-4', 'if (lost.length === 0) return', 'return']],
  [`${D}/people/staff/staff.rules.ts`]: [['STAFF-1', 'staff.owner === true', 'staff.owner']],
  [`${D}/distribution/distributor/caller.service.ts`]: [
    ['MEMBER-3', "caller?.distributor.state !== 'active'", '!caller'],
  ],
  'miniprogram/src/data/kept.ts': [
    ['KEEP-1', 'kept?.contract !== process.env.CONTRACT || ', ''],
    ['KEEP-1', "typeof kept?.answer !== 'object'", 'kept === undefined'],
    ['KEEP-1', 'age >= 0 && ', ''],
    ['KEEP-1', ' && age < LIVES_MS', ''],
    ['KEEP-1', 'if (!KEPT.includes(name as CallName)) return', ''],
    ['KEEP-1', '!small || ', ''],
    ['KEEP-1', ', initialDataUpdatedAt: 0', ''],
  ],
  [`${P}/wechatpay/notification.ts`]: [
    ['PAY-7', 'if (problem) return refuse(problem)', ''],
    ['PAY-7', "if (resource.original_type !== expected) return refuse('malformed')", ''],
    ['PAY-7', 'owner.data.mchid !== config.mchid', 'false'],
  ],
  [`${P}/wechatpay/platform-keys.ts`]: [
    ['PAY-7', "if (signature.startsWith('WECHATPAY/SIGNTEST/')) return 'probe'", ''],
    ['PAY-7', ' || Math.abs(Number(timestamp) * 1000 - now) > TOLERANCE_MS', ''],
  ],
}

export const guards = Object.entries(GUARDS).flatMap(([file, list]) =>
  list.map(([rule, guard, without]) => ({ rule, file, guard, without })),
)

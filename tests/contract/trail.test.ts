import { contract, type CallName } from '@shared/contract'
import type { Call } from '@shared/contract/define'
import { SETTINGS_GROUPS } from '@shared/contract/settings/limits'
import { startLocalCloud, type LocalCloud } from '../../local'
import { recordPast } from '../../emulator/src/wechatpay'
import { openidOf } from '../../local/server/phones'
import type { TrailDoc } from '../../cloudfunctions/platform/trail'
import { keptFunctions } from '../support/functions'
import { NOON } from '../support/noon'
import { PATIENCE_MS } from '../support/until'
import { ROWS, type World } from './row'
import { makeWorld, must } from './world'

/**
 * Walks the commands of the staff, through the built functions: each leaves one row in the trail, and none when it is
 * sent again. A command that is new stands here by itself; what it needs before it changes anything is in `PREPARED`.
 */

const calls: Record<string, Call> = contract.merchant
const commands = Object.keys(calls).filter((name) => calls[name]?.kind === 'command')
const REFUND_FEN = 100

let cloud: LocalCloud
let world: World
beforeAll(async () => {
  cloud = await startLocalCloud({
    callTimeoutMs: PATIENCE_MS,
    ackTimeoutMs: PATIENCE_MS,
    clockStandsAt: NOON,
    functionsDir: keptFunctions(),
    demo: true,
    instances: 4,
    timers: false,
  })
  world = await makeWorld(cloud)
}, 120_000)
afterAll(() => cloud?.close())

/** What is needed first, where the example of the contract's walk changes nothing in its world; answers the input. */
const PREPARED: Record<string, () => Promise<object>> = {
  'catalog.setListed': () => Promise.resolve({ productId: world.productId, listed: false }),
  'distributor.setStanding': async () => {
    const somebody = await cloud.db.get('distributors', openidOf('uncle'))
    return { distributorId: somebody?.distributorId, act: 'suspend', reason: '收到多次投诉' }
  },
  'operations.retry': async () => {
    const _id = world.sentOrderId
    await cloud.db.change('orders', { _id }, { parkedAt: world.now, owed: cloud.db._.set(['none.such']) })
    return { kind: 'orders', documentId: _id }
  },
  'settings.save': () =>
    Promise.resolve({ version: 0, freight: { freightFen: 900, freeFreightFromFen: 8_800 } }),
  'setup.open': async () => {
    const { _ } = cloud.db
    await cloud.db.change(
      'settings',
      { _id: 'shop' },
      { preparing: true, confirmed: _.set([...SETTINGS_GROUPS]) },
    )
    return {}
  },
  'reconciliation.bookRefund': async () => {
    const orderId = world.shippedOrderId
    const number = 'trailbyhand'
    const past = { outRefundNo: number, refundId: '50000001', outTradeNo: orderId, reason: '手工退款' }
    const at = { requestedAt: world.now, succeededAt: world.now }
    recordPast(cloud.wechatpay, { payments: [], refunds: [{ ...past, ...at, amountFen: REFUND_FEN }] })
    const finding = { kind: 'refund_unknown' as const, orderId, known: true, number, oursFen: null }
    const _id = `${world.reconciledDay}-trail`
    await cloud.db.insert('differences', {
      ...{ _id, day: world.reconciledDay, state: 'open', foundAt: world.now },
      ...{ ...finding, billFen: REFUND_FEN },
    })
    return { differenceId: _id }
  },
}

/** Every one of these is a deed of its own, however often it is sent. */
const EACH_A_DEED = new Set(['reconciliation.again'])

/**
 * What changes nothing that anybody sees: a picture that is uploaded is shown by whatever names it, and that leaves a
 * row.
 */
const NO_DEED = new Set(['picture.upload'])

const rowsOf = (call: string): Promise<TrailDoc[]> =>
  cloud.db.find('trail', { where: { call }, limit: 1_000 })

it('[TRAIL-3] every command of the staff leaves one row, and none when it is sent again', async () => {
  expect(commands.length).toBeGreaterThan(10)
  for (const call of commands) {
    const name = `merchant/${call}` as CallName
    const input = (await PREPARED[call]?.()) ?? ROWS[name].input(world)
    const send = () => cloud.call('merchant', name, input as never)
    const before = await rowsOf(call)
    await must(send())
    const left = (await rowsOf(call)).filter(({ _id }) => before.every((row) => row._id !== _id))
    expect({ call, rows: left.length }).toEqual({ call, rows: NO_DEED.has(call) ? 0 : 1 })
    if (NO_DEED.has(call)) continue
    expect(left[0]).toMatchObject({
      openid: openidOf('merchant'),
      at: cloud.clock.now(),
      name: expect.any(String),
    })
    await send()
    const after = (await rowsOf(call)).length - before.length
    if (!EACH_A_DEED.has(call)) expect({ call, rows: after }).toEqual({ call, rows: 1 })
  }
})

it('[TRAIL-4] the list shows them newest first, by kind and by person, without an openid', async () => {
  const { items: people } = await must(cloud.call('merchant', 'merchant/trail.people', {}))
  const [me] = people
  const all: { trailId: string; at: number; kind: string; staffId: string }[] = []
  let cursor: string | undefined
  do {
    const page = await must(cloud.call('merchant', 'merchant/trail.list', { ...(cursor && { cursor }) }))
    all.push(...page.items)
    cursor = page.nextCursor
  } while (cursor)
  expect(all).toHaveLength(await cloud.db.count('trail', {}))
  expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).sort((a, b) => b - a))
  expect(new Set(all.map(({ trailId }) => trailId)).size).toBe(all.length)
  expect(JSON.stringify(all)).not.toContain('o_demo_')
  const goods = await must(
    cloud.call('merchant', 'merchant/trail.list', { kind: 'goods', staffId: me?.staffId ?? '' }),
  )
  expect(goods.items.map(({ trailId }) => trailId)).toEqual(
    all
      .filter(({ kind, staffId }) => kind === 'goods' && staffId === me?.staffId)
      .map(({ trailId }) => trailId),
  )
  expect(goods.items.length).toBeGreaterThan(1)
})

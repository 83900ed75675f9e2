import { merchant } from '../support/handlers'
import { contract } from '../../shared/contract'
import { reconcileBills, reconcileDay } from '../../cloudfunctions/domain/money/reconciliation'
import { changeBill, type BillChange } from '../../emulator/src/wechatpay'
import { startBillMall, type BillMall } from '../support/bills'
import { counting, crashing } from '../support/context'
import { codeOf, MINUTE_MS } from '../support/sale'

// A busy machine is no failure: nothing here is measured in time.
jest.setTimeout(600_000)

let mall: BillMall
beforeAll(async () => {
  mall = await startBillMall()
})
afterAll(() => mall.close())
beforeEach(() => mall.newDay())

const asShown = (day: string) => merchant['reconciliation.day'](mall.staff(), { day })

test('[RECON-4] ten runs at once compare a day once', async () => {
  const { orderId } = await mall.paidOrder('never')
  const missing = await mall.paidOrder()
  const day = mall.endDay()
  changeBill(mall.wechatpay, day, [{ kind: 'drop', number: missing.transactionId }])
  const runs = await Promise.all(Array.from({ length: 10 }, () => reconcileBills(mall.ctx)))
  expect(runs.reduce((sum, { done }) => sum + done, 0)).toBe(1)
  expect(await codeOf(reconcileDay(mall.ctx, day))).toBe('ok')
  expect(await mall.db.count('commissions', { _id: orderId })).toBe(1)
  expect(await mall.differencesOf(day)).toMatchObject([
    { kind: 'payment_missed', state: 'resolved' },
    { kind: 'payment_unbilled', state: 'open' },
  ])
})

test('[RECON-4] of ten runs at once one asks for the bill', async () => {
  await mall.paidOrder()
  mall.endDay()
  let bills = 0
  const tradeBill = (day: string) => {
    bills += 1
    return mall.ctx.pay.tradeBill(day)
  }
  const ctx = { ...mall.ctx, pay: { ...mall.ctx.pay, tradeBill } }
  await Promise.all(Array.from({ length: 10 }, () => reconcileBills(ctx)))
  expect(bills).toBe(1)
})

test('[RECON-4] a run that lost its day to another one changes nothing of its outcome', async () => {
  const { transactionId } = await mall.paidOrder()
  const day = mall.endDay()
  changeBill(mall.wechatpay, day, [{ kind: 'drop', number: transactionId }])
  // It stands still with the bill in its hand until the day is another's, who finds it changed and is done.
  const tradeBill = async (asked: string) => {
    const old = await mall.ctx.pay.tradeBill(asked)
    mall.clock.advance(11 * MINUTE_MS)
    changeBill(mall.wechatpay, day, [])
    expect(await reconcileDay(mall.ctx, day)).toMatchObject({ kind: 'done', day: { found: 0 } })
    return old
  }
  const slow = { ...mall.ctx, pay: { ...mall.ctx.pay, tradeBill } }
  expect(await reconcileBills(slow)).toEqual({ done: 0, waiting: 0, failed: 0 })
  expect(await mall.db.get('reconciliations', day)).toMatchObject({ state: 'done', found: 0 })
})

test('[RECON-4] a run that dies at any operation is made up by a later one, with the same outcome', async () => {
  const [missed, missing] = [await mall.paidOrder('never'), await mall.paidOrder()]
  const back = await mall.refundedOrder()
  const day = mall.endDay()
  changeBill(mall.wechatpay, day, [{ kind: 'drop', number: missing.transactionId }])
  const before = mall.keep()
  // What comes of a situation depends on nothing else: each that a death leaves behind is looked at once.
  const seen = new Set<string>()
  let ended = false
  let operation = 0
  for (; !ended;) {
    operation += 1
    ended = true
    for (const when of ['before', 'after'] as const) {
      before.restore()
      let reached = 0
      const counted = counting(crashing(mall.ctx, operation, when), () => (reached += 1))
      await reconcileBills(counted).catch(() => undefined)
      if (reached >= operation) ended = false
      const { digest } = mall.keep()
      if (seen.has(digest)) continue
      seen.add(digest)
      // Who died with the day loses it after ten minutes.
      mall.clock.advance(11 * MINUTE_MS)
      await reconcileBills(mall.ctx)
      await mall.jobs()
      await expectCompared(`${when} operation ${operation}`)
    }
  }
  expect(operation).toBeGreaterThan(15)

  async function expectCompared(point: string): Promise<void> {
    const found = await mall.differencesOf(day)
    expect({ point, found: found.map(({ kind, number, state }) => [kind, number, state]) }).toEqual({
      point,
      found: [
        ['payment_missed', missed.transactionId, 'resolved'],
        ['payment_unbilled', missing.transactionId, 'open'],
      ],
    })
    expect({ point, ...(await asShown(day)) }).toMatchObject({ point, state: 'different', open: 1, found: 2 })
    expect(await mall.order(missed.orderId)).toMatchObject({ state: 'paid', refunds: {} })
    expect(await mall.db.count('commissions', { _id: missed.orderId })).toBe(1)
    expect((await mall.order(back.orderId)).refundState).toBe('succeeded')
  }
})

describe('a difference', () => {
  const handle = (differenceId: string, note = '门店收款码收的') =>
    merchant['reconciliation.handle'](mall.staff(), { differenceId, note })
  const unknown = { outTradeNo: 'counter_0000000009', transactionId: '4200000000000000000000000009' }

  test('[RECON-6] is dealt with once, by one of many at once, and stays so', async () => {
    const day = await mall.reconciled([{ kind: 'add', ...unknown, fen: 500 }])
    const [difference] = await mall.differencesOf(day)
    const id = difference?._id ?? ''
    const codes = await Promise.all(
      Array.from({ length: 20 }, (_, i) => codeOf(handle(id, `第 ${i} 位同事`))),
    )
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1)
    expect(codes.filter((code) => code === 'DIFFERENCE_STATE')).toHaveLength(19)
    const note = `第 ${codes.indexOf('ok')} 位同事`
    const { items } = await merchant['reconciliation.differences'](mall.staff(), { day })
    expect(items).toMatchObject([
      {
        differenceId: id,
        kind: 'payment_unknown',
        state: 'staff_handled',
        foreignOrderId: unknown.outTradeNo,
        closedBy: '沈禾',
        closedAt: mall.clock.now(),
        note,
      },
    ])
    expect(await asShown(day)).toMatchObject({ state: 'closed', open: 0, found: 1 })
    await merchant['reconciliation.again'](mall.staff(), { day })
    expect(await mall.differencesOf(day)).toMatchObject([{ state: 'staff_handled', note }])
    expect(await codeOf(handle('2026-01-01-nobody'))).toBe('NOT_FOUND')
  })

  test('[ONCE-8] the same note of the same person again stands, another one does not', async () => {
    const day = await mall.reconciled([{ kind: 'add', ...unknown, fen: 500 }])
    const id = (await mall.differencesOf(day))[0]?._id ?? ''
    expect(await Promise.all(Array.from({ length: 20 }, () => codeOf(handle(id))))).toEqual(
      Array(20).fill('ok'),
    )
    const closed = await mall.db.get('differences', id)
    mall.clock.advance(MINUTE_MS)
    expect(await codeOf(handle(id))).toBe('ok')
    expect(await mall.db.get('differences', id)).toEqual(closed)
    expect(await codeOf(handle(id, '另一种说法'))).toBe('DIFFERENCE_STATE')
    const colleague = merchant['reconciliation.handle'](mall.asStaff('oStaff'), {
      differenceId: id,
      note: '门店收款码收的',
    })
    expect(await codeOf(colleague)).toBe('DIFFERENCE_STATE')
  })

  test('[RECON-6] is dealt with by somebody whose name is no text, and its day is shown', async () => {
    const day = await mall.reconciled([{ kind: 'add', ...unknown, fen: 500 }])
    const [difference] = await mall.differencesOf(day)
    const caller = mall.staff()
    const nameless = { ...caller, staff: { ...caller.staff, name: 7 as unknown as string } }
    await merchant['reconciliation.handle'](nameless, { differenceId: difference?._id ?? '', note: '已核对' })
    const { items } = await merchant['reconciliation.differences'](mall.staff(), { day })
    expect(items).toMatchObject([{ state: 'staff_handled', closedBy: '' }])
  })

  test('[RECON-6] that is none any more closes by itself, and opens again when it comes back', async () => {
    const change: BillChange = { kind: 'add', ...unknown, fen: 500 }
    const day = await mall.reconciled([change])
    const again = async (changes: readonly BillChange[]) => {
      changeBill(mall.wechatpay, day, changes)
      return merchant['reconciliation.again'](mall.staff(), { day })
    }
    expect(await again([])).toMatchObject({ state: 'closed', open: 0, found: 1 })
    expect(await mall.differencesOf(day)).toMatchObject([{ state: 'resolved', note: '再次对账时已经一致' }])
    expect(await again([change])).toMatchObject({ state: 'different', open: 1, found: 1 })
    const days = (await mall.db.find('differences', { where: { state: 'open' }, limit: 1_000 })).map(
      (one) => one.day,
    )
    const alone = new Set(days).size === 1
    expect(await merchant['reconciliation.open'](mall.staff())).toEqual({
      open: days.length,
      ...(alone && { day }),
    })
    await mall.db.change('differences', { state: 'open', day: mall.db._.neq(day) }, { state: 'resolved' })
    expect(await merchant['reconciliation.open'](mall.staff())).toEqual({ open: 1, day })
    await mall.db.change('differences', { state: 'open' }, { state: 'resolved' })
    expect(await merchant['reconciliation.open'](mall.staff())).toEqual({ open: 0 })
  })

  test('comes in pages, open ones first', async () => {
    const day = await mall.reconciled(
      Array.from({ length: 23 }, (_, i): BillChange => {
        const number = String(100 + i)
        return { kind: 'add', outTradeNo: `counter_${number}`, transactionId: `4200${number}`, fen: 500 }
      }),
    )
    const [first] = await mall.differencesOf(day)
    await handle(first?._id ?? '')
    const page = (cursor?: string) =>
      merchant['reconciliation.differences'](mall.staff(), {
        day,
        ...(cursor && { cursor }),
      })
    const one = await page()
    const two = await page(one.nextCursor)
    const all = [...one.items, ...two.items]
    expect([one.items.length, two.items.length, two.nextCursor]).toEqual([20, 3, undefined])
    expect(new Set(all.map(({ differenceId }) => differenceId)).size).toBe(23)
    expect(all.at(-1)).toMatchObject({ differenceId: first?._id, state: 'staff_handled' })
    contract.merchant['reconciliation.differences'].output.parse(one)
  })
})

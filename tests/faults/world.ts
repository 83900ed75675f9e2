import { refundStateOf } from '../../cloudfunctions/domain/sale/order'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CallName, InputOf, OutputOf } from '@shared/contract'
import { dayOf } from '@shared/business-day'
import type { PayParams } from '@shared/contract/payment/schema'
import type { StatementDoc } from '../../cloudfunctions/domain/money/ledger/ledger.model'
import type { StockDoc } from '../../cloudfunctions/domain/goods/inventory'
import type { Database } from '../../cloudfunctions/platform/database'
import { openidOf } from '../../local'
import type { PaymentBooks } from '../../emulator/src/wechatpay'
import type { FaultName, Plan, PlanReport } from '../../emulator/src/faults'
import { startCloudProcess, type CloudProcess } from '../support/cloud-process'
import type { Sale } from './flows'
import { checkEverything, type Violation } from './invariants'
import { everything } from './invariants/books'
import { addBuyer, addProduct, openShop, skuOf } from './shop'

export const SECOND_MS = 1_000
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** Noon of Sunday, 22 November 2026, in Shanghai: the clock stands there and moves only when somebody moves it. */
const STARTS_AT = Date.UTC(2026, 10, 22, 4)
/** Pieces of each product that a run begins with. */
export const STOCK = 5
/** What the functions wait for an answer here, ms: short, but longer than a busy machine takes for any. */
const CALL_TIMEOUT_MS = 3_000
/** What dies within a transaction keeps its locks so long, real ms. */
const TRANSACTION_LIMIT_MS = 1_000
/** Time for whatever is owed to be tried again until it is done. */
const MOST_ROUNDS = 60

export type Answer<T> = { ok: true; code: 'ok'; data: T } | { ok: false; code: string }

/** A whole mall in a process of its own that can die at any time, and everybody around it. */
export class World {
  private people = 0
  private plan: Plan | undefined
  private crashesWhileArmed = 0
  /** Messages that were delivered to WeChat twice by a fault. */
  private doubled = 0
  private readonly initialStock = new Map<string, number>()

  private constructor(
    private readonly dataDir: string,
    private readonly cloud: CloudProcess,
  ) {}

  static async start(functionsDir: string): Promise<World> {
    const dataDir = await mkdtemp(join(tmpdir(), 'banyan-faults-'))
    const cloud = await startCloudProcess({
      dataDir,
      functionsDir,
      callTimeoutMs: CALL_TIMEOUT_MS,
      clockStandsAt: STARTS_AT,
      transactionLimitMs: TRANSACTION_LIMIT_MS,
      instances: 2,
    })
    await openShop(cloud.db)
    return new World(dataDir, cloud)
  }

  get db(): Database {
    return this.cloud.db
  }

  /** One call by somebody's phone; `BROKEN` when nothing came back. Never throws. */
  async ask<N extends CallName>(who: string, name: N, input: InputOf<N>): Promise<Answer<OutputOf<N>>> {
    try {
      const envelope = await this.cloud.call(who, name, input)
      if (envelope.ok) return { ok: true, code: 'ok', data: envelope.data }
      return { ok: false, code: envelope.error.code }
    } catch {
      await this.revive()
      return { ok: false, code: 'BROKEN' }
    }
  }

  /**
   * Confirms on the payment sheet. Whether it worked, the mall has to find out; `lose`: without its being told for
   * the first half minute.
   */
  async confirm(who: string, params: PayParams, choice: 'normal' | 'lose' = 'normal'): Promise<void> {
    await this.surely(() => this.cloud.control('cashier/pay', { who, params, choice }))
  }

  /** Moves the clock; resolves when the notifications and timers that it made due have run, or it all died. */
  async advance(ms: number): Promise<void> {
    const until = (await this.now()) + ms
    await this.cloud.control('clock/advance', { ms }).catch(() => this.revive())
    const left = until - (await this.now())
    if (left > 0) await this.surely(() => this.cloud.control('clock/advance', { ms: left }))
  }

  /** Resolves when the notifications that are due have been delivered, or it all died. */
  async deliver(): Promise<void> {
    await this.cloud.control('notifications').catch(() => this.revive())
  }

  /** The shop's clock, ms. */
  async now(): Promise<number> {
    return (await this.surely(() => this.cloud.read<{ now: number }>('clock'))).now
  }

  /** From now on requests go wrong as planned. */
  async arm(plan: Plan): Promise<void> {
    this.plan = plan
    this.crashesWhileArmed = 0
    await this.cloud.arm(plan)
  }

  /** Ends all faults. @returns those that came about, in their order; what a crash forgot counts as the crash */
  async disarm(): Promise<FaultName[]> {
    const { requests } = await this.surely(() => this.cloud.disarm())
    this.doubled += requests.filter(
      ({ at, fault }) => at === 'wechat.sendMessage' && fault === 'twice',
    ).length
    this.plan = undefined
    const met = requests.flatMap(({ fault }) => (fault ? [fault] : []))
    return [...Array.from({ length: this.crashesWhileArmed }, () => 'crash_after' as const), ...met]
  }

  /** Requests since arming, or since the last crash. */
  report(): Promise<PlanReport> {
    return this.cloud.read<PlanReport>('faults')
  }

  /** A new buyer and a new product that nobody else touches. */
  async newSale(): Promise<Sale> {
    const buyer = await this.newBuyer()
    const sale = { buyer, productId: `p-${buyer}`, token: `token-of-sixteen-${buyer}` }
    await this.addProduct(sale.productId, STOCK)
    return sale
  }

  async newBuyer({ isBound = true } = {}): Promise<string> {
    const buyer = `b-${String(++this.people).padStart(5, '0')}`
    await addBuyer(this.db, buyer, await this.now(), isBound)
    return buyer
  }

  async addProduct(productId: string, pieces: number): Promise<void> {
    await addProduct(this.db, productId, pieces)
    this.initialStock.set(skuOf(productId), pieces)
  }

  /** The merchant added pieces to a SKU or took some away. */
  adjusted(skuId: string, delta: number): void {
    this.initialStock.set(skuId, (this.initialStock.get(skuId) ?? 0) + delta)
  }

  /** Lets the timers run until nothing is owed any more. @returns whether that came about */
  async rest(): Promise<boolean> {
    await this.advance(MINUTE_MS)
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const at = await this.nextDue()
      if (at === undefined) return true
      await this.advance(Math.max(at - (await this.now()), MINUTE_MS))
    }
    return false
  }

  /** When the next thing that is owed comes; nothing when all is at rest. */
  private async nextDue(): Promise<number | undefined> {
    const { _ } = this.db
    const now = await this.now()
    const soonest = async (field: 'owedAt' | 'dueAt', where: object) =>
      (await this.db.find('orders', { where: { ...where }, orderBy: [[field, 'asc']], limit: 1 }))[0]?.[field]
    const [owed, unpaid, putOff, commissions, statements, folding, holds, payments] = await Promise.all([
      soonest('owedAt', { owedAt: _.gt(0) }),
      soonest('dueAt', { state: 'pending_payment' }),
      // The next step of a parcel comes in days, and an hour at most after it has failed.
      soonest('dueAt', { state: _.in(['shipped', 'received']), dueAt: _.lte(now + HOUR_MS) }),
      this.db.count(
        'commissions',
        _.or([{ owed: _.neq([]) }, { crediting: true }]) as object as Record<string, unknown>,
      ),
      this.db.count('statements', { state: 'open' } satisfies Partial<StatementDoc>),
      this.db.count('stocks', { folding: true } satisfies Partial<StockDoc>),
      this.orphans(now),
      this.payments(),
    ])
    const coming = [
      owed,
      unpaid,
      putOff,
      payments.nextAt ?? undefined,
      commissions + statements + folding > 0 ? now : undefined,
      holds,
    ]
    const instants = coming.filter((at): at is number => at !== undefined)
    return instants.length > 0 ? Math.min(...instants) : undefined
  }

  /** When the sweep takes the oldest hold that no order stands behind. */
  private async orphans(now: number): Promise<number | undefined> {
    const stocks = await this.db.find('stocks', {
      where: { holds: this.db._.neq({}) },
      fields: ['holds'],
      limit: 1000,
    })
    const ids = stocks.flatMap(({ holds }) => Object.keys(holds))
    if (ids.length === 0) return undefined
    const standing = await this.db.count('orders', { _id: this.db._.in(ids) })
    return standing < ids.length ? now + 11 * MINUTE_MS : undefined
  }

  payments(): Promise<PaymentBooks> {
    return this.surely(() => this.cloud.read<PaymentBooks>('payments'))
  }

  /** All invariants over the whole database. */
  async violations(): Promise<Violation[]> {
    const { messages } = await this.cloud.read<{
      messages: { templateId: string; page?: string }[]
    }>('messages')
    return checkEverything(this.db, {
      payments: await this.payments(),
      initialStock: this.initialStock,
      now: await this.now(),
      doubled: this.doubled,
      messages: messages.map(({ templateId, page = '' }) => ({
        template: templateId,
        orderId: page.split('orderId=')[1] ?? '',
      })),
    })
  }

  /**
   * Lets weeks pass: parcels arrive, after-sale times end, commissions are settled, and each day is compared with
   * WeChat Pay's bill. @returns what does not hold then
   */
  async weeksLater(): Promise<Violation[]> {
    for (let jump = 0; jump < 5; jump++) await this.advance(8 * DAY_MS)
    for (let hour = 0; hour < MOST_ROUNDS && (await this.daysToReconcile()) > 0; hour++)
      await this.advance(HOUR_MS)
    const unreconciled = await this.daysToReconcile()
    const isAtRest = await this.rest()
    const violations = await this.violations()
    if (!isAtRest) violations.push({ rule: 'OWED', subject: 'weeks later', detail: 'never comes to rest' })
    if (unreconciled > 0)
      violations.push({
        rule: 'RECON',
        subject: 'weeks later',
        detail: `${unreconciled} days without a comparison`,
      })
    const open = await everything(this.db, 'differences')
    for (const { _id, kind, orderId, state } of open) {
      if (state === 'open')
        violations.push({ rule: 'RECON', subject: orderId, detail: `${kind} in the bill: ${_id}` })
    }
    return violations
  }

  /** Days that are over and not compared with their bill yet. */
  private async daysToReconcile(): Promise<number> {
    const yesterday = dayOf((await this.now()) - DAY_MS)
    return this.db.count('reconciliations', { state: this.db._.neq('done'), _id: this.db._.lt(yesterday) })
  }

  /** How a sale stands: the order's state and its refund, `none` without an order. More than one order is `several`. */
  async endOf({ buyer, productId }: Sale): Promise<string> {
    const orders = await this.db.find('orders', {
      where: { buyerId: openidOf(buyer), 'lines.productId': productId },
      limit: 2,
    })
    const [order] = orders
    if (orders.length > 1) return 'several'
    if (!order) return 'none'
    const refund = refundStateOf(order)
    return refund === 'none' ? order.state : `${order.state}, refund ${refund}`
  }

  /** How often the whole cloud died and was started again. */
  get crashes(): number {
    return this.cloud.restarts
  }

  async close(): Promise<void> {
    await this.cloud.close()
    await rm(this.dataDir, { recursive: true, force: true })
  }

  /** Asks the cloud itself, again when it died under the question. */
  private surely<T>(ask: () => Promise<T>): Promise<T> {
    return ask().catch(async () => {
      await this.revive()
      return ask()
    })
  }

  /** Starts the cloud again if it is dead. A crash happens once: what else was planned goes on, counted anew. */
  private async revive(): Promise<void> {
    const before = this.cloud.restarts
    await this.cloud.revive()
    if (!this.plan || this.cloud.restarts === before) return
    this.crashesWhileArmed += 1
    const { faults = [], random } = this.plan
    this.plan = {
      faults: faults.filter(({ fault }) => !isCrash(fault)),
      ...(random && {
        random: { ...random, seed: random.seed + 1, among: random.among?.filter((one) => !isCrash(one)) },
      }),
    }
    await this.cloud.arm(this.plan)
  }
}

const isCrash = (fault: FaultName): boolean => fault.startsWith('crash_')

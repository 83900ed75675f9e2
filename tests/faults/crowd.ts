import type { Random } from '../../local/demo/random'
import type { Sale } from './flows'
import { cancel, confirm, must, place, preparePayment, receive, refund, ship, sync } from './flows/steps'
import { DISTRIBUTORS, MERCHANT, skuOf } from './shop'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type World } from './world'

const BUYERS = 20
/** Pieces of each product: some sell out. */
const PIECES = [40, 80, 400, 4_000, 4_000, 4_000] as const
/** So many of the latest sales are what people still act on. */
const ATTENTION = 40

interface Adjustment {
  readonly skuId: string
  readonly token: string
  readonly begunAt: number
  readonly delta: number
}

type Act = (world: World) => Promise<string>

/** Twenty buyers, three distributors and a merchant who do whatever a screen lets them do, at random. */
export class Crowd {
  private readonly buyers: string[] = []
  private readonly sales: Sale[] = []
  private readonly links: string[] = []
  /** Adjustments of which nobody knows yet whether they took effect. */
  private readonly unsure: Adjustment[] = []
  private actions = 0

  constructor(private readonly random: Random) {}

  async arrive(world: World): Promise<void> {
    for (const [i, pieces] of PIECES.entries()) await world.addProduct(`hot-${i}`, pieces)
    // Half of them find the shop by themselves; links may win them later.
    for (let i = 0; i < BUYERS; i++) this.buyers.push(await world.newBuyer({ isBound: i % 2 === 0 }))
  }

  /** Somebody does something. @returns what, and how it was answered */
  async act(world: World): Promise<string> {
    this.actions += 1
    const [name, , act] = this.choose()
    return `${name} ${await act(world)}`
  }

  /** Whoever got no clear answer asks once more, now that nothing goes wrong. */
  async makeSure(world: World): Promise<void> {
    for (const adjustment of this.unsure.splice(0)) {
      await must(() => this.send(world, adjustment), 'STOCK_NEGATIVE')
    }
  }

  private choose() {
    const total = this.acts.reduce((sum, [, weight]) => sum + weight, 0)
    let left = this.random.between(1, total)
    for (const one of this.acts) {
      left -= one[1]
      if (left <= 0) return one
    }
    throw new Error('unreachable')
  }

  /** What people do, and how often in relation to each other. */
  private readonly acts: readonly (readonly [name: string, weight: number, act: Act])[] = [
    ['buy', 20, (world) => buy(world, this.newSale())],
    ['place', 12, (world) => place(world, this.newSale())],
    ['place again', 3, (world) => place(world, this.someSale())],
    ['prepare', 10, this.onOrder(preparePayment)],
    ['pay', 10, this.onOrder(pay)],
    ['sync', 10, this.onOrder(sync)],
    ['cancel', 4, this.onOrder(cancel)],
    ['ship', 14, this.onOrder(ship)],
    ['receive', 8, this.onOrder(receive)],
    ['refund', 5, this.onOrder(refund)],
    ['look', 4, this.onOrder(look)],
    ['share', 3, (world) => this.share(world)],
    ['open link', 5, (world) => this.openLink(world)],
    ['adjust', 2, (world) => this.adjust(world)],
    ['seconds', 8, this.pass(50, SECOND_MS)],
    ['minutes', 4, this.pass(40, MINUTE_MS)],
    ['hours', 2, this.onceSure(this.pass(12, HOUR_MS))],
    ['days', 1, this.onceSure(this.pass(9, DAY_MS))],
  ]

  private newSale(): Sale {
    const sale = {
      buyer: this.random.pick(this.buyers),
      productId: this.someProduct(),
      token: `token-of-sixteen-${this.actions}`,
    }
    this.sales.push(sale)
    return sale
  }

  private someSale(): Sale {
    return this.sales.length > 0 ? this.random.pick(this.sales.slice(-ATTENTION)) : this.newSale()
  }

  private someProduct(): string {
    return `hot-${this.random.between(0, PIECES.length - 1)}`
  }

  private onOrder(act: (world: World, sale: Sale) => Promise<string>): Act {
    return async (world) => {
      const sale = this.someSale()
      return sale.orderId === undefined ? 'without an order' : act(world, sale)
    }
  }

  /** The merchant does not go home before an adjustment has been answered: later it is refused, done or not. */
  private onceSure(act: Act): Act {
    return async (world) => (this.unsure.length > 0 ? 'not yet' : act(world))
  }

  private pass(most: number, unitMs: number): Act {
    return async (world) => {
      await world.advance(this.random.between(1, most) * unitMs)
      return 'done'
    }
  }

  private async share(world: World): Promise<string> {
    const answer = await world.ask(this.random.pick(DISTRIBUTORS), 'distributor/sharing.create', {
      productId: this.someProduct(),
    })
    if (answer.ok) this.links.push(answer.data.code)
    return answer.code
  }

  private async openLink(world: World): Promise<string> {
    if (this.links.length === 0) return 'without a link'
    const scene = this.random.pick(this.links)
    return (await world.ask(this.random.pick(this.buyers), 'storefront/member.enter', { scene })).code
  }

  private async adjust(world: World): Promise<string> {
    const delta = this.random.between(0, 3) === 0 ? -this.random.between(1, 60) : this.random.between(1, 60)
    const token = `adjustment-${String(this.actions).padStart(6, '0')}`
    const adjustment = { skuId: skuOf(this.someProduct()), token, begunAt: await world.now(), delta }
    const code = await this.send(world, adjustment)
    if (code !== 'ok' && code !== 'STOCK_NEGATIVE') this.unsure.push(adjustment)
    return code
  }

  private async send(world: World, adjustment: Adjustment): Promise<string> {
    const { code } = await world.ask(MERCHANT, 'merchant/inventory.adjust', { ...adjustment, reason: '盘点' })
    if (code === 'ok') world.adjusted(adjustment.skuId, adjustment.delta)
    return code
  }
}

/** From placing to the payment sheet, as most people do it, as far as it goes. */
async function buy(world: World, sale: Sale): Promise<string> {
  for (const step of [place, preparePayment]) {
    const code = await step(world, sale)
    if (code !== 'ok') return code
  }
  return pay(world, sale)
}

/** Waits for the news, so that what comes next always meets the same. */
const pay = async (world: World, sale: Sale) => {
  await confirm(world, sale)
  await world.deliver()
  return 'done'
}

const look = async (world: World, { buyer, orderId = '' }: Sale) =>
  (await world.ask(buyer, 'storefront/order.get', { orderId })).code

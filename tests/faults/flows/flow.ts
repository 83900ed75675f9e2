import type { World } from '../world'

/** Who and what a run is about. */
export interface Sale {
  readonly buyer: string
  readonly productId: string
  /** The placing of this order: the same one twice is once. */
  readonly token: string
  orderId?: string
  payParams?: PayParams
}

export type PayParams = Parameters<World['confirm']>[1]

/**
 * How a sale stands once everything has come to rest: `none` without an order, else the order's state and its refund.
 */
export type End = string

/**
 * One thing that somebody does in the mall, from the first call to the last effect. `act` is where faults happen:
 * each call in it may be refused or broken off, and then the rest of what this person would have done stays undone.
 */
export interface Flow {
  readonly name: string
  /**
   * Neither `act` nor `goOn` moves the clock: several sales may go through it, one after the other and each with its
   * own fault, before the mall comes to rest.
   */
  readonly isMomentary?: true
  /** Brings so many sales to where this begins; nothing goes wrong meanwhile. */
  prepare(world: World, count: number): Promise<Sale[]>
  act(world: World, sale: Sale): Promise<void>
  /**
   * The same person does it again after the fault, as the screen offers it. @throws when the mall refuses it in a
   * way that leaves this person stuck. Absent where nobody has to do anything.
   */
  goOn?(world: World, sale: Sale): Promise<void>
  /** How it may end when this person went on. */
  readonly wentOn: readonly End[]
  /** How it may end when this person never came back. */
  readonly leftAlone: readonly End[]
}

/** A call that must work: outside of faults nothing may be refused. */
export class Stuck extends Error {
  override readonly name = 'Stuck'
}

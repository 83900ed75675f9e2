import { failed } from '../errors'
import type { Doc, Value } from '../value/types'
import { isNumeric, Sum, toDouble } from './numbers'
import { compareAny, identity, merged, nullish } from './values'

type Any = Value | undefined

/** Gathers the values of one group. */
export interface Accumulator {
  add(value: Any): void
  readonly result: Value
}

/** Numbers alone count: null, missing and all other types are passed over. */
class Total implements Accumulator {
  protected readonly sum = new Sum()
  add(value: Any): void {
    if (isNumeric(value)) this.sum.add(value)
  }
  get result(): Value {
    return this.sum.total
  }
}

class Average extends Total {
  override get result(): Value {
    return this.sum.count === 0 ? null : toDouble(this.sum.total) / this.sum.count
  }
}

/** The least or greatest value in the order of all types; null and missing are passed over. */
class Extreme implements Accumulator {
  private best: Any
  constructor(private readonly direction: 1 | -1) {}
  add(value: Any): void {
    if (nullish(value)) return
    if (this.best === undefined || compareAny(value, this.best) * this.direction > 0) this.best = value
  }
  get result(): Value {
    return this.best ?? null
  }
}

/** The value of the first or the last document, null if it lacks it. */
class Edge implements Accumulator {
  private seen = false
  private value: Any
  constructor(private readonly last: boolean) {}
  add(value: Any): void {
    if (this.last || !this.seen) this.value = value
    this.seen = true
  }
  get result(): Value {
    return this.value ?? null
  }
}

/** All values in their order, null among them, missing ones not. */
class List implements Accumulator {
  readonly result: Value[] = []
  add(value: Any): void {
    if (value !== undefined) this.result.push(value)
  }
}

class Unique implements Accumulator {
  private readonly values = new Map<string, Value>()
  add(value: Any): void {
    if (value === undefined) return
    const key = identity(value)
    if (!this.values.has(key)) this.values.set(key, value)
  }
  get result(): Value {
    return [...this.values.values()]
  }
}

/** Welford's running variance over the numbers among the values. */
class Deviation implements Accumulator {
  private count = 0
  private mean = 0
  private squares = 0
  constructor(private readonly sample: boolean) {}
  add(value: Any): void {
    if (!isNumeric(value)) return
    const number = toDouble(value)
    this.count++
    const delta = number - this.mean
    this.mean += delta / this.count
    this.squares += delta * (number - this.mean)
  }
  get result(): Value {
    const divisor = this.sample ? this.count - 1 : this.count
    return divisor <= 0 ? null : Math.sqrt(this.squares / divisor)
  }
}

class Merge implements Accumulator {
  result: Doc = {}
  add(value: Any): void {
    this.result = merged(this.result, value)
  }
}

const KINDS: Record<string, () => Accumulator> = {
  $addToSet: () => new Unique(),
  $avg: () => new Average(),
  $first: () => new Edge(false),
  $last: () => new Edge(true),
  $max: () => new Extreme(1),
  $mergeObjects: () => new Merge(),
  $min: () => new Extreme(-1),
  $push: () => new List(),
  $stdDevPop: () => new Deviation(false),
  $stdDevSamp: () => new Deviation(true),
  $sum: () => new Total(),
}

/**
 * Makes accumulators by the name of their operator.
 * https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/#accumulators-group
 */
export function accumulatorKind(operator: string): () => Accumulator {
  const make = Object.hasOwn(KINDS, operator) ? KINDS[operator] : undefined
  if (!make) throw failed(`unknown group operator '${operator}'`)
  return make
}

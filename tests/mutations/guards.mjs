/**
 * What holds the mall together, line by line: each of these guards is taken out alone, and the tests that its rule
 * cites in docs/invariants.md have to notice. `guard` stands exactly once in `file`; `without` is put in its place.
 *
 * A guard that a second one repeats (a condition of an update behind a condition of its caller) is not listed: taking
 * it out changes nothing.
 */
import distribution from './guards/distribution.mjs'
import goods from './guards/goods.mjs'
import money from './guards/money.mjs'
import people from './guards/people.mjs'
import platform from './guards/platform.mjs'
import sale from './guards/sale.mjs'
import shop from './guards/shop.mjs'

/** @typedef {readonly [rule: string, guard: string, without: string]} Guard */
/** @typedef {readonly (readonly [file: string, list: readonly Guard[]])[]} Guards */

const GUARDS = [distribution, goods, money, people, platform, sale, shop].flat()

export const guards = GUARDS.flatMap(([file, list]) =>
  list.map(([rule, guard, without]) => ({ rule, file, guard, without })),
)

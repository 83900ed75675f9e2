import { DAY_MS, HOUR_MS } from '../world'
import type { Flow } from './flow'
import { received } from './steps'

/** The after-sale time ends, and at midnight the timer settles the commissions that have become due. */
export const settleFlow: Flow = {
  name: 'settle',
  async prepare(world, count) {
    const sales = await received(world, count)
    await world.advance(7 * DAY_MS - HOUR_MS)
    return sales
  },
  act: (world) => world.advance(DAY_MS),
  wentOn: [],
  leftAlone: ['completed'],
}

import { DAY_MS, HOUR_MS } from '../world'
import type { Flow } from './flow'
import { received } from './steps'

/** The after-sale time ends, and at midnight the timer settles the commissions that have become due. */
export const settleFlow: Flow = {
  name: 'settle',
  async prepare(world) {
    const sale = await received(world)
    await world.advance(7 * DAY_MS - HOUR_MS)
    return sale
  },
  act: (world) => world.advance(DAY_MS),
  wentOn: [],
  leftAlone: ['completed'],
}

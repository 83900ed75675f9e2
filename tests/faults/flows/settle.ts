import { DAY_MS } from '../world'
import type { Flow } from './flow'
import { received } from './steps'

/** The after-sale time ends, and the timer settles the commissions of the period. */
export const settleFlow: Flow = {
  name: 'settle',
  async prepare(world) {
    const sale = await received(world)
    await world.advance(6 * DAY_MS)
    return sale
  },
  act: (world) => world.advance(10 * DAY_MS),
  wentOn: [],
  leftAlone: ['completed'],
}

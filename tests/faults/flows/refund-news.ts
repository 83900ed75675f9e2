import { SECOND_MS } from '../world'
import type { Flow } from './flow'
import { must, paid, refund } from './steps'

/** WeChat Pay has brought the money back and says so, while the timer does what else a refund owes. */
export const refundNewsFlow: Flow = {
  name: 'refund news',
  async prepare(world, count) {
    const sales = await paid(world, count)
    for (const sale of sales) await must(() => refund(world, sale))
    return sales
  },
  act: (world) => world.advance(5 * SECOND_MS),
  wentOn: [],
  leftAlone: ['paid, refund succeeded'],
}

import { MINUTE_MS } from '../world'
import type { Flow } from './flow'
import { must, paid, ship } from './steps'

/** The merchant ships; WeChat and the buyer are told. */
export const shipFlow: Flow = {
  name: 'ship',
  prepare: paid,
  async act(world, sale) {
    await ship(world, sale)
    await world.advance(MINUTE_MS)
  },
  goOn: async (world, sale) => void (await must(() => ship(world, sale), 'ORDER_STATE')),
  wentOn: ['shipped'],
  leftAlone: ['paid', 'shipped'],
}

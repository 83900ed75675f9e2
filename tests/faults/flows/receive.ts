import { MINUTE_MS } from '../world'
import type { Flow } from './flow'
import { must, receive, shipped } from './steps'

/** The buyer confirms the receipt; the commission's release is scheduled. */
export const receiveFlow: Flow = {
  name: 'confirm',
  prepare: shipped,
  async act(world, sale) {
    await receive(world, sale)
    await world.advance(MINUTE_MS)
  },
  goOn: async (world, sale) => void (await must(() => receive(world, sale), 'ORDER_STATE')),
  wentOn: ['received'],
  leftAlone: ['shipped', 'received'],
}

import { MINUTE_MS } from '../world'
import type { Flow } from './flow'
import { closeHereOnly, confirm, must, prepared, sync } from './steps'

/** A payment arrives for an order that is closed: it goes back, whole and once. */
export const latePaymentFlow: Flow = {
  name: 'late payment',
  async prepare(world, count) {
    const sales = await prepared(world, count)
    for (const sale of sales) await closeHereOnly(world, sale)
    return sales
  },
  async act(world, sale) {
    await confirm(world, sale)
    await world.deliver()
    await world.advance(MINUTE_MS)
  },
  goOn: async (world, sale) => void (await must(() => sync(world, sale))),
  wentOn: ['closed, refund succeeded'],
  leftAlone: ['closed, refund succeeded'],
}

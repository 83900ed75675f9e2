import type { Flow } from './flow'
import { confirm, must, prepared, sync } from './steps'

/** WeChat Pay tells of a payment, and the order becomes paid with everything that follows. */
export const callbackFlow: Flow = {
  name: 'callback',
  isMomentary: true,
  prepare: prepared,
  async act(world, sale) {
    await confirm(world, sale)
    await world.deliver()
  },
  goOn: async (world, sale) => void (await must(() => sync(world, sale))),
  wentOn: ['paid'],
  leftAlone: ['paid'],
}

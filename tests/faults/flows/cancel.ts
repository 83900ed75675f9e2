import type { Flow } from './flow'
import { cancel, must, prepared } from './steps'

/** A buyer cancels an order whose payment was prepared. */
export const cancelFlow: Flow = {
  name: 'cancel',
  isMomentary: true,
  prepare: prepared,
  act: async (world, sale) => void (await cancel(world, sale)),
  goOn: async (world, sale) => void (await must(() => cancel(world, sale))),
  wentOn: ['closed'],
  leftAlone: ['closed'],
}

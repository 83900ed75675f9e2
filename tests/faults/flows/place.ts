import type { Flow } from './flow'
import { fresh, must, place } from './steps'

/** A buyer places an order. Going on: the same button, the same token. */
export const placeFlow: Flow = {
  name: 'place',
  isMomentary: true,
  prepare: fresh,
  act: async (world, sale) => void (await place(world, sale)),
  goOn: async (world, sale) => void (await must(() => place(world, sale))),
  // Nobody pays, so the time-out closes it.
  wentOn: ['closed'],
  leftAlone: ['none', 'closed'],
}

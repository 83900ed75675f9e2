import type { Flow } from './flow'
import { fresh, must, place } from './steps'

/**
 * A buyer presses 微信支付: the order is placed and its payment prepared, in one call. Going on: the same button, the same
 * token.
 */
export const placeFlow: Flow = {
  name: 'place',
  isMomentary: true,
  prepare: fresh,
  act: async (world, sale) => void (await place(world, sale, true)),
  goOn: async (world, sale) => void (await must(() => place(world, sale, true))),
  // Nobody pays, so the time-out closes it.
  wentOn: ['closed'],
  leftAlone: ['none', 'closed'],
}

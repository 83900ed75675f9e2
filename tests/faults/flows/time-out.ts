import { MINUTE_MS } from '../world'
import type { Flow } from './flow'
import { cancel, must, prepared } from './steps'

/** Nobody pays within the time, and the timer closes the order here and at WeChat Pay. */
export const timeOutFlow: Flow = {
  name: 'time-out',
  prepare: prepared,
  act: (world) => world.advance(31 * MINUTE_MS),
  goOn: async (world, sale) => void (await must(() => cancel(world, sale))),
  wentOn: ['closed'],
  leftAlone: ['closed'],
}

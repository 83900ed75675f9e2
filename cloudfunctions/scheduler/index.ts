import { timerFunction } from '../platform/compose'

/** Whatever follows from the time alone; see the timer in `cloudbaserc.json`. */
export const main = timerFunction('scheduler', async () => undefined)

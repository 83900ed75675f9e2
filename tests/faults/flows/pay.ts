import type { World } from '../world'
import type { Flow, Sale } from './flow'
import { confirm, must, placed, preparePayment, sync } from './steps'

/** A buyer presses 付款, confirms on WeChat's sheet and comes back to the mall, before WeChat Pay has told it. */
export const payFlow: Flow = {
  name: 'pay',
  isMomentary: true,
  prepare: placed,
  async act(world, sale) {
    if ((await preparePayment(world, sale)) !== 'ok') return
    await confirm(world, sale, 'lose')
    await sync(world, sale)
  },
  goOn: payAgain,
  wentOn: ['paid'],
  leftAlone: ['paid', 'closed'],
}

/** Presses 付款 once more, unless the order turns out to be paid. */
async function payAgain(world: World, sale: Sale): Promise<void> {
  if ((await must(() => preparePayment(world, sale), 'ORDER_PAID')) === 'ORDER_PAID') return
  await confirm(world, sale)
  await must(() => sync(world, sale))
}

import type { Flow } from './flow'
import { must, paid, refund } from './steps'

/** The merchant refunds a paid order: money reserved, WeChat Pay asked, commission and goods taken back. */
export const refundFlow: Flow = {
  name: 'refund',
  isMomentary: true,
  prepare: paid,
  act: async (world, sale) => void (await refund(world, sale)),
  goOn: async (world, sale) => void (await must(() => refund(world, sale), 'REFUND_STATE')),
  wentOn: ['paid, refund succeeded'],
  leftAlone: ['paid', 'paid, refund succeeded'],
}

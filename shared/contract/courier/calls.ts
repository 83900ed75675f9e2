import * as z from 'zod'
import { query } from '../define'
import { text } from '../fields'
import { COURIER_TEXT } from './limits'

export const merchant = {
  /** Of WeChat's directory those whose name or id holds what was typed, the ones in common use first. */
  'courier.find': query({
    permission: 'staff:order.ship',
    input: z.strictObject({ text: text(COURIER_TEXT.most, 0).default('') }),
    output: z.object({ couriers: z.array(z.object({ code: z.string(), name: z.string() })) }),
  }),
}

import * as z from 'zod'
import { command, query } from '../define'
import { done, nothing } from '../fields'
import { setupStep } from './schema'

export const merchant = {
  /** How far the set-up of the shop has come; `open` when it is over. */
  'setup.get': query({
    permission: 'staff:settings.write',
    input: nothing,
    output: z.object({ open: z.boolean(), done: z.array(setupStep) }),
  }),
  /** Opens the shop: from now on it sells. Once more is no other. */
  'setup.open': command({
    permission: 'staff:settings.write',
    input: nothing,
    output: done,
    errors: ['SETUP_UNDONE'],
  }),
}

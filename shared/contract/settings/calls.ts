import * as z from 'zod'
import { command, query } from '../define'
import { nothing } from '../fields'
import { settingsAnswer, settingsGroups } from './schema'

export const merchant = {
  /** What the shop goes by, as its owner edits it; `version` grows with each change. */
  'settings.get': query({
    permission: 'staff:settings.write',
    input: nothing,
    output: z.object({ version: z.int(), ...settingsAnswer.shape }),
  }),
  /** Changes the groups that it brings and confirms them. `version` is the one that was read. */
  'settings.save': command({
    permission: 'staff:settings.write',
    input: z.strictObject({
      version: z.int().min(0),
      shop: settingsGroups.shop.optional(),
      contact: settingsGroups.contact.optional(),
      freight: settingsGroups.freight.optional(),
      afterSale: settingsGroups.afterSale.optional(),
      commission: settingsGroups.commission.optional(),
      legal: settingsGroups.legal.optional(),
    }),
    output: z.object({ version: z.int() }),
    errors: ['VERSION_CONFLICT', 'PICTURE_UNKNOWN'],
  }),
}

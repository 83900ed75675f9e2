import type { Handlers } from '../../../platform/door'
import { openShop, setupOf } from './setup.service'

export const merchant = {
  'setup.get': setupOf,
  'setup.open': async (ctx) => {
    await openShop(ctx)
    return {}
  },
} satisfies Partial<Handlers<'merchant'>>

import type { Handlers } from '../../../platform/door'
import { erase } from './erase.service'
import { exportOf } from './export.service'
import { agree, textsOf } from './legal.service'

export const storefront = {
  'privacy.texts': textsOf,
  'privacy.agree': async (ctx, { version }) => {
    await agree(ctx, version)
    return {}
  },
  'privacy.export': exportOf,
  'privacy.erase': async (ctx) => {
    await erase(ctx)
    return {}
  },
} satisfies Partial<Handlers<'storefront'>>

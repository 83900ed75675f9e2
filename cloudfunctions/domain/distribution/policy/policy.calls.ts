import type { Handlers } from '../../../platform/door'
import { changePolicy } from '../../shop/settings'
import { listVersions, policyOf } from './policy.service'

export const merchant = {
  'policy.get': policyOf,
  'policy.versions': listVersions,
  'policy.save': async (ctx, { version, ...policy }) => ({
    version: await changePolicy(ctx, version, policy),
  }),
} satisfies Partial<Handlers<'merchant'>>

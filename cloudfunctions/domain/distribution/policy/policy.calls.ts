import type { Handlers } from '../../../platform/door'
import { listVersions, policyOf, savePolicy } from './policy.service'

export const merchant = {
  'policy.get': policyOf,
  'policy.versions': listVersions,
  'policy.save': async (ctx, input) => ({ version: await savePolicy(ctx, input) }),
} satisfies Partial<Handlers<'merchant'>>

import type { Handlers } from '../../../platform/door'
import { changePolicy, loadSettings } from '../../shop/settings'

export const merchant = {
  'policy.get': async (ctx) => {
    const { policyVersion, policyChangedAt, commission, binding } = await loadSettings(ctx)
    return { version: policyVersion, commission, binding, changedAt: policyChangedAt }
  },
  'policy.save': async (ctx, { version, ...policy }) => ({
    version: await changePolicy(ctx, version, policy),
  }),
} satisfies Partial<Handlers<'merchant'>>

import type { BindingPolicy, KeptCommissionPolicy } from '@shared/contract/policy/schema'
import type { Context } from '../../../platform/context'
import type { SettingsDoc } from './settings.model'

const SETTINGS = 'settings'

export function findSettings(ctx: Context): Promise<SettingsDoc | null> {
  return ctx.db.get(SETTINGS, 'shop')
}

/** Puts a new policy in the place of version `version`; false when somebody else has changed it since. */
export async function replacePolicy(
  ctx: Context,
  version: number,
  policy: { commission: KeptCommissionPolicy; binding: BindingPolicy },
): Promise<boolean> {
  const { _ } = ctx.db
  const updated = await ctx.db.change(
    SETTINGS,
    { _id: 'shop', policyVersion: version },
    {
      commission: _.set(policy.commission),
      binding: _.set(policy.binding),
      policyVersion: version + 1,
      policyChangedAt: ctx.clock.now(),
    },
  )
  return updated > 0
}

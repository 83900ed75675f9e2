import { isDeepStrictEqual } from 'node:util'
import { AppError } from '@shared/contract/errors'
import type { Shop } from '@shared/contract/shop/schema'
import type { BindingPolicy, CommissionPolicy } from '@shared/contract/policy/schema'
import type { Context } from '../../../platform/context'
import type { SettingsDoc } from './settings.model'
import { findSettings, replacePolicy } from './settings.repo'

/** The shop's face and rules: one trip. @throws when the shop was never set up */
export async function loadSettings(ctx: Context): Promise<SettingsDoc> {
  const settings = await findSettings(ctx)
  if (!settings) throw new Error('the collection settings has no document "shop"')
  return settings
}

/** What every page may know of the shop. */
export function toShop(settings: SettingsDoc): Shop {
  return {
    name: settings.name,
    slogan: settings.slogan,
    openedAt: settings.openedAt,
    freightFen: settings.freightFen,
    freeFreightFromFen: settings.freeFreightFromFen,
    promises: settings.promises,
    servicePhone: settings.servicePhone,
    afterSaleDays: settings.afterSaleDays,
    messageTemplates: settings.messageTemplates,
  }
}

/**
 * Changes the policy of commission and binding; orders keep the one they were placed under. One that stands already is
 * no conflict: an answer may have been lost.
 *
 * @returns the version of this policy
 * @throws AppError VERSION_CONFLICT when `version` is not the one that is valid
 */
export async function changePolicy(
  ctx: Context,
  version: number,
  policy: { commission: CommissionPolicy; binding: BindingPolicy },
): Promise<number> {
  if (await replacePolicy(ctx, version, policy)) return version + 1
  const { policyVersion, commission, binding } = await loadSettings(ctx)
  if (!isDeepStrictEqual({ commission, binding }, policy)) throw new AppError('VERSION_CONFLICT')
  return policyVersion
}

import { isDeepStrictEqual } from 'node:util'
import { AppError } from '@shared/contract/errors'
import type { Shop } from '@shared/contract/settings/schema'
import type { BindingPolicy, KeptCommissionPolicy } from '@shared/contract/policy/schema'
import type { Context } from '../../../platform/context'
import { policyDeed, untilSigned } from './policy.rules'
import type { PolicyDoc, SettingsDoc } from './settings.model'
import { findSettings, keepPolicy, replacePolicy } from './settings.repo'
import { ifRight, ofShop, readSettings, type SettingsField } from './settings.rules'

/**
 * The shop's face and rules: one trip. A rule that is wrong throws SHOP_SETTINGS when it is used.
 * @throws when the shop was never set up
 */
export async function loadSettings(ctx: Context): Promise<SettingsDoc> {
  return checkedSettings(ctx, await storedSettings(ctx))
}

/** The settings as they are written. @throws when the shop was never begun */
export async function storedSettings(ctx: Context): Promise<SettingsDoc> {
  return ofShop(await findSettings(ctx))
}

/**
 * Settings that were read together with something else, as `loadSettings` has them; `only` some fields of them. What is
 * wrong is told in the log, by its place.
 */
export function checkedSettings<S extends Partial<SettingsDoc>>(
  ctx: Context,
  stored: S,
  only?: readonly (SettingsField & keyof S)[],
): S {
  const { settings, wrong } = readSettings(stored, only)
  if (wrong.length > 0) ctx.log.error('settings.wrong', { places: wrong })
  return settings
}

/**
 * The settings, and the rates of a policy that waits for the owner's signature below its third level: one trip.
 * @throws when the shop was never set up
 */
export async function settingsAndUnsigned(
  ctx: Context,
): Promise<{ settings: SettingsDoc; unsigned?: number[] }> {
  const stored = await storedSettings(ctx)
  const { rates } = untilSigned(stored.commission) ? stored.commission : {}
  return { settings: checkedSettings(ctx, stored), ...(rates && { unsigned: rates }) }
}

/** Where the shop's document is wrong as it stands: one trip. The whole of it when there is none. */
export async function wrongSettings(ctx: Context): Promise<string[]> {
  const stored = await findSettings(ctx)
  return stored ? readSettings(stored).wrong : ['shop']
}

/** What every page may know of the shop; `owned`: whether it has an owner, while it is not open. */
export function toShop(settings: SettingsDoc, owned = true): Shop {
  return {
    name: settings.name,
    slogan: settings.slogan,
    ...(settings.logo && { logo: settings.logo }),
    openedAt: settings.openedAt,
    freightFen: ifRight(() => settings.freightFen) ?? 0,
    freeFreightFromFen: ifRight(() => settings.freeFreightFromFen) ?? 0,
    promises: settings.promises,
    servicePhone: settings.servicePhone,
    afterSaleDays: ifRight(() => settings.afterSaleDays) ?? 0,
    messageTemplates: settings.messageTemplates,
    ...(settings.preparing && { closed: owned ? ('preparing' as const) : ('ownerless' as const) }),
  }
}

export interface Policy {
  commission: KeptCommissionPolicy
  binding: BindingPolicy
}

/**
 * Changes the policy of commission and binding; orders keep the one they were placed under, and so does the shop: what
 * was valid is kept before it is replaced. One that stands already is no conflict: an answer may have been lost.
 *
 * @returns the version of this policy
 * @throws AppError VERSION_CONFLICT when `version` is not the one that is valid
 */
export async function changePolicy(ctx: Context, version: number, policy: Policy): Promise<number> {
  const before = validPolicy(await loadSettings(ctx))
  if (before.version === version) {
    await keepPolicy(ctx, before)
    if (await replacePolicy(ctx, version, policy, policyDeed(before, policy))) return version + 1
  }
  return versionThatStands(await loadSettings(ctx), policy)
}

/** The policy that is valid, as it is kept once it is not any more. */
export function validPolicy(settings: SettingsDoc): PolicyDoc {
  const { policyVersion: version, policyChangedAt: changedAt, policyChangedBy: changedBy } = settings
  const { commission, binding } = settings
  return {
    _id: String(version),
    version,
    changedAt,
    ...(changedBy !== undefined && { changedBy }),
    commission,
    binding,
  }
}

/**
 * The version under which a policy stands; who confirmed it, and when, is no part of what it says.
 * @throws AppError VERSION_CONFLICT when another one stands
 */
export function versionThatStands(settings: SettingsDoc, policy: Policy): number {
  const said = ({ commission, binding }: Policy) => ({
    commission: { ...commission, threeLevels: undefined },
    binding,
  })
  if (!isDeepStrictEqual(said(settings), said(policy))) throw new AppError('VERSION_CONFLICT')
  return settings.policyVersion
}

import { DEFAULT_BINDING_POLICY, DEFAULT_COMMISSION_POLICY } from '@shared/contract/policy/schema'
import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import type { Context } from '../../../platform/context'
import { checkPictures } from '../../goods/picture'
import { editDeed, editOf, groupsOf, stands, textsOf, toGroups } from './edit.rules'
import { DEFAULT_AGREEMENT } from './legal.rules'
import type { SettingsDoc } from './settings.model'
import {
  insertSettings,
  isVersion,
  keepLegalText,
  lastVersions,
  replaceSettings,
  versionOf,
} from './settings.repo'
import { checkedSettings, storedSettings } from './settings.service'

/**
 * The settings of a shop that nobody has set up yet: it sells nothing, and what it would go by is what most shops
 * choose (free of freight, seven days to return, one level of 10 %).
 */
export function unsetSettings(now: number): SettingsDoc {
  return {
    _id: 'shop',
    settingsVersion: 0,
    preparing: true,
    confirmed: [],
    name: '',
    slogan: '',
    openedAt: now,
    freightFen: 0,
    freeFreightFromFen: 0,
    promises: [],
    servicePhone: '',
    searchHint: '',
    banners: [],
    categories: [],
    sections: [],
    afterSaleDays: 7,
    autoReceiveDays: 10,
    unpaidMinutes: 30,
    unpaidOrders: 10,
    heldPieces: 200,
    messageTemplates: {},
    messageFields: {},
    agreement: DEFAULT_AGREEMENT,
    policyVersion: 1,
    policyChangedAt: now,
    commission: DEFAULT_COMMISSION_POLICY,
    binding: DEFAULT_BINDING_POLICY,
  }
}

/**
 * Begins a shop, to be set up in the mini-program: one trip. Where one stands nothing changes.
 * @returns whether there was none
 */
export function beginShop(ctx: Pick<Context, 'db' | 'clock'>): Promise<boolean> {
  return insertSettings(ctx, unsetSettings(ctx.clock.now()))
}

/** What the shop goes by, as its owner edits it: one trip. */
export async function groupsOfSettings(ctx: Context): Promise<AnswerOf<'merchant/settings.get'>> {
  const stored = await storedSettings(ctx)
  return { version: versionOf(stored), ...toGroups(checkedSettings(ctx, stored)) }
}

/**
 * Changes the groups that an edit brings: one conditional update on the version that was read; texts that people have
 * agreed to are kept before they are replaced. While the shop is prepared the groups count as confirmed. An edit that
 * stands already is no conflict: an answer may have been lost.
 *
 * @throws AppError VERSION_CONFLICT when `version` is not the one that is valid, and something else stands;
 *   PICTURE_UNKNOWN for a logo that was not uploaded here
 */
export async function saveSettings(
  ctx: Context,
  { version, ...edit }: ParsedInputOf<'merchant/settings.save'>,
): Promise<{ version: number }> {
  const groups = groupsOf(edit)
  const stored = await storedSettings(ctx)
  if (groups.length === 0 || versionOf(stored) !== version) return standing(ctx, edit)
  const before = checkedSettings(ctx, stored)
  if (edit.shop?.logo !== undefined) await checkPictures(ctx, [edit.shop.logo], [before.logo ?? ''])
  const now = ctx.clock.now()
  const last = edit.legal ? await lastVersions(ctx, stored) : { legal: 0, agreement: 0 }
  const { fields, replaced } = editOf(before, edit, now, last)
  // Numbers that somebody wrote wrong by hand begin anew where none has been: each names a deed in the trail.
  const next = isVersion(stored.settingsVersion ?? 0) ? version + 1 : now
  for (const text of replaced) await keepLegalText(ctx, text)
  const confirmed = [...new Set([...(before.confirmed ?? []), ...groups])]
  const deed = editDeed(before, fields, edit, next)
  const whole = { ...fields, ...(before.preparing && { confirmed }), settingsVersion: next }
  if (await replaceSettings(ctx, stored, whole, deed)) {
    // Kept at once, too: what somebody breaks by hand must not make its version stand for other words.
    for (const text of textsOf(fields, now)) await keepLegalText(ctx, text)
    return { version: next }
  }
  return standing(ctx, edit)
}

/** The version of settings that are as somebody wants them. @throws AppError VERSION_CONFLICT when they are not */
async function standing(
  ctx: Context,
  edit: Omit<ParsedInputOf<'merchant/settings.save'>, 'version'>,
): Promise<{ version: number }> {
  const stored = await storedSettings(ctx)
  if (!stands(checkedSettings(ctx, stored), edit)) throw new AppError('VERSION_CONFLICT')
  return { version: versionOf(stored) }
}

import type { BindingPolicy, KeptCommissionPolicy } from '@shared/contract/policy/schema'
import type { Context } from '../../../platform/context'
import { readPage, type Page } from '../../../platform/page'
import { leavingTrail, type Deed } from '../../../platform/trail'
import type { LegalTextDoc, PolicyDoc, SettingsDoc } from './settings.model'

const SETTINGS = 'settings'
const POLICIES = 'policies'
const LEGAL_TEXTS = 'legalTexts'

export function findSettings(ctx: Context): Promise<SettingsDoc | null> {
  return ctx.db.get(SETTINGS, 'shop')
}

/** Puts a new policy in the place of version `version`; false when somebody else has changed it since. */
export async function replacePolicy(
  ctx: Context,
  version: number,
  policy: { commission: KeptCommissionPolicy; binding: BindingPolicy },
  deed: Deed,
): Promise<boolean> {
  const { _ } = ctx.db
  const updated = await leavingTrail(ctx, deed, (part) =>
    ctx.db.change(
      SETTINGS,
      { _id: 'shop', policyVersion: version },
      {
        commission: _.set(policy.commission),
        binding: _.set(policy.binding),
        policyVersion: version + 1,
        policyChangedAt: ctx.clock.now(),
        policyChangedBy: ctx.acting?.name ?? _.remove(),
        ...part,
      },
    ),
  )
  return updated > 0
}

/** Keeps a version for good; one that is kept already stays as it is. */
export async function keepPolicy(ctx: Context, policy: PolicyDoc): Promise<void> {
  await ctx.db.insert(POLICIES, policy)
}

/** A page of versions that are not valid any more, newest first. @throws AppError BAD_INPUT for a foreign cursor */
export function pageOfPolicies(ctx: Context, cursor: string | undefined): Promise<Page<PolicyDoc>> {
  const list = { list: 'policies', where: {}, by: 'version', direction: 'desc' } as const
  return readPage(ctx, POLICIES, list, cursor)
}

/** Puts the settings of a shop that is only begun there, unless it has some. @returns whether it had none */
export function insertSettings({ db }: Pick<Context, 'db'>, settings: SettingsDoc): Promise<boolean> {
  return db.insert(SETTINGS, settings)
}

/** Keeps a text that is about to be replaced; one that is kept already stays as it is. */
export async function keepLegalText(ctx: Context, text: LegalTextDoc): Promise<void> {
  await ctx.db.insert(LEGAL_TEXTS, text)
}

/** Replaces fields of the settings that still are version `stored`; false when somebody else has changed them since. */
export async function replaceSettings(
  ctx: Context,
  stored: SettingsDoc,
  fields: Partial<SettingsDoc>,
  deed: Deed,
): Promise<boolean> {
  const { _ } = ctx.db
  const { settingsVersion: version } = stored
  const set = Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, _.set(value)]))
  const updated = await leavingTrail(ctx, deed, (part) =>
    ctx.db.change(
      SETTINGS,
      { _id: 'shop', settingsVersion: version === undefined ? _.exists(false) : _.eq(version) },
      {
        ...set,
        ...part,
      },
    ),
  )
  return updated > 0
}

export const isVersion = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0

/** The version of the settings; one that somebody wrote wrong by hand is none. */
export function versionOf({ settingsVersion: version }: Pick<SettingsDoc, 'settingsVersion'>): number {
  return isVersion(version) ? version : 0
}

/**
 * The highest versions of agreements that there have been: of what is kept, and of what stands, also where the rest of
 * it is written wrong. Two trips at once.
 */
export async function lastVersions(
  ctx: Context,
  stored: SettingsDoc,
): Promise<Record<LegalTextDoc['kind'], number>> {
  const lastOf = async (kind: LegalTextDoc['kind']) => {
    const [kept] = await ctx.db.find(LEGAL_TEXTS, {
      where: { kind },
      orderBy: [['version', 'desc']],
      fields: ['version'],
      limit: 1,
    })
    const standing: unknown = (stored[kind] as { version?: unknown } | null | undefined)?.version
    // The mall's own words are version 1.
    return Math.max(1, kept?.version ?? 0, isVersion(standing) ? standing : 0)
  }
  const [legal, agreement] = await Promise.all([lastOf('legal'), lastOf('agreement')])
  return { legal, agreement }
}

/** Opens a shop that is being prepared; false when it is not (any more). */
export async function openSettings(ctx: Context, deed: Deed): Promise<boolean> {
  const { _ } = ctx.db
  const updated = await leavingTrail(ctx, deed, (part) =>
    ctx.db.change(
      SETTINGS,
      { _id: 'shop', preparing: _.exists(true) },
      { preparing: _.remove(), confirmed: _.remove(), openedAt: ctx.clock.now(), ...part },
    ),
  )
  return updated > 0
}

/**
 * Puts a category behind the others; false when there is one of its id, which follows from its name, or when there are
 * `most`.
 */
export function addCategory(
  ctx: Context,
  category: SettingsDoc['categories'][number],
  most: number,
  deed: Deed,
): Promise<boolean> {
  const { _ } = ctx.db
  return leavingTrail(ctx, deed, async (part) => {
    const updated = await ctx.db.change(
      SETTINGS,
      {
        _id: 'shop',
        'categories.categoryId': _.neq(category.categoryId),
        [`categories.${most - 1}`]: _.exists(false),
      },
      { categories: _.push([category]), ...part },
    )
    return updated > 0
  })
}

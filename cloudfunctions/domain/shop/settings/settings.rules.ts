import { AppError } from '@shared/contract/errors'
import { SETTINGS_GROUPS, UNPAID_ORDERS_MOST } from '@shared/contract/settings/limits'
import { banner, category } from '@shared/contract/catalog/schema'
import { bindingPolicy, keptCommissionPolicy } from '@shared/contract/policy/schema'
import { legalTexts } from '@shared/contract/privacy/schema'
import * as z from 'zod'
import { UNSIGNED, untilSigned } from './policy.rules'
import type { SettingsDoc } from './settings.model'

/**
 * `settings/shop` is written by people, in the database's console. So it is looked at each time it is read: what pages
 * show is shown as far as it is right, and what money, stock and deadlines go by is right or not used at all.
 */

const line = z.string()
const days = z.int().max(3_650)
const amountFen = z.int().min(0).max(1_000_000_000)

/** What pages show, and what they show when it is wrong. */
const FACE = {
  name: [line, ''],
  slogan: [line, ''],
  servicePhone: [line, ''],
  searchHint: [line, ''],
  openedAt: [z.int().min(0), 0],
  policyChangedBy: [line.optional(), undefined],
  messageTemplates: [z.record(line, line), {}],
  // A shop that was deployed before there were any has none.
  messageFields: [z.record(line, z.record(line, line)).default({}), {}],
  messageCard: [z.boolean().optional(), undefined],
  legal: [legalTexts.optional(), undefined],
  logo: [line.optional(), undefined],
  settingsVersion: [z.int().min(0).optional(), undefined],
  // A shop that sells already has none of these two; whatever else stands there sells nothing until it is opened.
  preparing: [z.boolean().optional(), true],
  confirmed: [z.array(z.enum(SETTINGS_GROUPS)).optional(), undefined],
} as const

/** Limits that hold for everybody: with these numbers where nothing is said, or something wrong. */
const LIMITS = {
  unpaidOrders: [z.int().min(1).max(UNPAID_ORDERS_MOST), 10],
  heldPieces: [z.int().min(1).max(1_000_000), 200],
} as const

/** Lists that pages show: entries that are wrong are left out. */
const LISTS = {
  promises: line,
  banners: banner,
  categories: category,
  sections: z.object({
    sectionId: line,
    title: line,
    subtitle: line,
    layout: z.enum(['row', 'grid']),
    categoryId: line.optional(),
    productIds: z.array(line),
  }),
} as const

/** What the shop goes by: who uses one that is wrong is refused. */
const RULES = {
  freightFen: amountFen,
  freeFreightFromFen: amountFen,
  afterSaleDays: days.min(0),
  autoReceiveDays: days.min(1),
  unpaidMinutes: z.int().min(1).max(44_640),
  agreement: z.object({ version: z.int().min(0), title: line, paragraphs: z.array(line) }),
  policyVersion: z.int().min(0),
  policyChangedAt: z.int().min(0),
  commission: keptCommissionPolicy,
  binding: bindingPolicy,
} as const

/** The fields of the settings that are looked at: all but their id. */
export type SettingsField = keyof typeof FACE | keyof typeof LIMITS | keyof typeof LISTS | keyof typeof RULES

const FIELDS = [
  ...Object.keys(FACE),
  ...Object.keys(LIMITS),
  ...Object.keys(LISTS),
  ...Object.keys(RULES),
] as SettingsField[]

const has = <T extends object>(all: T, field: string): field is keyof T & string => Object.hasOwn(all, field)

/** Where something does not fit, such as `commission.rates.1`: never what stands there. */
const placesOf = (at: string, { issues }: z.ZodError): string[] =>
  issues.map(({ path }) => [at, ...path].join('.'))

/**
 * The settings as far as they are right, and where they are wrong. A rule that is wrong throws SHOP_SETTINGS when it is
 * used, so that whatever does not go by it goes on. `only`: of a projection, the fields that it has.
 */
export function readSettings<S extends Partial<SettingsDoc>>(
  stored: S,
  only: readonly SettingsField[] = FIELDS,
): { settings: S; wrong: string[] } {
  const raw = stored as Readonly<Record<string, unknown>>
  const settings: Record<string, unknown> = { ...raw }
  const wrong: string[] = []
  const read = (at: string, schema: z.ZodType, value: unknown): { data: unknown } | undefined => {
    const { success, data, error } = schema.safeParse(value)
    if (!success) wrong.push(...placesOf(at, error))
    return success ? { data } : undefined
  }
  for (const field of only) {
    const value = raw[field]
    if (has(FACE, field)) {
      const [schema, otherwise] = FACE[field]
      settings[field] = (read(field, schema, value) ?? { data: otherwise }).data
    } else if (has(LIMITS, field)) {
      const [schema, otherwise] = LIMITS[field]
      settings[field] =
        value === undefined ? otherwise : (read(field, schema, value) ?? { data: otherwise }).data
    } else if (has(LISTS, field)) {
      const entries = (read(field, z.array(z.unknown()), value)?.data ?? []) as unknown[]
      settings[field] = entries.flatMap((entry, i) => {
        const one = read(`${field}.${i}`, LISTS[field], entry)
        return one ? [one.data] : []
      })
    } else if (has(RULES, field)) {
      const unsigned = field === 'commission' ? untilSigned(value) : undefined
      if (unsigned) {
        settings[field] = unsigned
        wrong.push(UNSIGNED)
      } else if (!read(field, RULES[field], value)) refuse(settings, field)
    }
  }
  return { settings: settings as S, wrong }
}

function refuse(settings: object, field: string): void {
  Object.defineProperty(settings, field, {
    enumerable: true,
    get() {
      throw new AppError('SHOP_SETTINGS', { cause: new Error(`settings/shop: ${field} is wrong`) })
    },
  })
}

/** What was read of the shop's document. @throws when the shop was never set up */
export function ofShop<S>(found: S | null | undefined): S {
  if (!found) throw new Error('the collection settings has no document "shop"')
  return found
}

/** A rule for whoever can do without it; nothing when it is wrong. */
export function ifRight<T>(rule: () => T): T | undefined {
  try {
    return rule()
  } catch (error) {
    if (error instanceof AppError && error.code === 'SHOP_SETTINGS') return undefined
    throw error
  }
}

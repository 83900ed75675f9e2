import type { BindingPolicy, KeptCommissionPolicy } from '@shared/contract/policy/schema'
import type { LegalTexts } from '@shared/contract/privacy/schema'
import type { SettingsGroup } from '@shared/contract/settings/limits'
import type { Trailed } from '../../../platform/trail'

/** Collection `settings`, `_id` = 'shop': the shop's face and its rules, read together in one operation. */
export interface SettingsDoc extends Trailed {
  _id: 'shop'
  /** Grows with each change of what `settings.save` takes; absent is 0. */
  settingsVersion?: number
  /** Not opened yet: nothing is sold, and visitors are told so. Absent from the opening on. */
  preparing?: boolean
  /** What the owner has confirmed while the shop is prepared. */
  confirmed?: SettingsGroup[]
  name: string
  slogan: string
  /** The shop's own picture: the id of a file in the storage; empty or absent when it has none. */
  logo?: string
  openedAt: number
  freightFen: number
  freeFreightFromFen: number
  promises: string[]
  servicePhone: string
  searchHint: string
  banners: { picture: string; title: string; subtitle: string; productId?: string; categoryId?: string }[]
  categories: { categoryId: string; name: string; icon: string }[]
  sections: {
    sectionId: string
    title: string
    subtitle: string
    layout: 'row' | 'grid'
    categoryId?: string
    productIds: string[]
  }[]
  afterSaleDays: number
  autoReceiveDays: number
  unpaidMinutes: number
  /**
   * How many orders one buyer may leave unpaid at a time, and how many pieces may be held for them; 10 and 200 when
   * nothing is said.
   */
  unpaidOrders: number
  heldPieces: number
  /** WeChat's subscription message templates by purpose; the deployment writes them. */
  messageTemplates: Record<string, string>
  /** Which key of the purpose's template takes what: `{ paid: { amount: 'amount3' } }`. Likewise. */
  messageFields: Record<string, Record<string, string>>
  /** Whether the mini-program has WeChat's card of orders (服务动态, `notify_type` 2001). Likewise. */
  messageCard?: boolean
  agreement: { version: number; title: string; paragraphs: string[] }
  /** User agreement and privacy policy, when the shop has written its own. */
  legal?: LegalTexts
  policyVersion: number
  policyChangedAt: number
  /** The name of who made this version; absent when it was not made in the shop. */
  policyChangedBy?: string
  commission: KeptCommissionPolicy
  binding: BindingPolicy
}

/**
 * Collection `policies`, `_id` = the version: what was valid before. Kept before the next version takes its place in
 * the settings, and never changed: an order names the version that it was placed under.
 */
export interface PolicyDoc {
  _id: string
  version: number
  changedAt: number
  changedBy?: string
  commission: KeptCommissionPolicy
  binding: BindingPolicy
}

/**
 * Collection `legalTexts`, `_id` = kind and version: an agreement, kept when it is written and before the next version
 * takes its place, and never changed, since members and distributors agreed to it by its version.
 */
export interface LegalTextDoc {
  _id: string
  kind: 'legal' | 'agreement'
  version: number
  keptAt: number
  texts: { title: string; paragraphs: string[] }[]
}

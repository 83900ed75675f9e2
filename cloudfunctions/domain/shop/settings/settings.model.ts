import type { BindingPolicy, KeptCommissionPolicy } from '@shared/contract/policy/schema'
import type { LegalTexts } from '@shared/contract/privacy/schema'

/** Collection `settings`, `_id` = 'shop': the shop's face and its rules, read together in one operation. */
export interface SettingsDoc {
  _id: 'shop'
  name: string
  slogan: string
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
  messageTemplates: Record<string, string>
  agreement: { version: number; title: string; paragraphs: string[] }
  /** User agreement and privacy policy, when the shop has written its own. */
  legal?: LegalTexts
  policyVersion: number
  policyChangedAt: number
  commission: KeptCommissionPolicy
  binding: BindingPolicy
}

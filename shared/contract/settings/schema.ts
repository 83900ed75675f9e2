import * as z from 'zod'
import { fen, fenInput, text } from '../fields'
import type { TextLimit } from '../limits'
import { PICTURE_ADDRESS_MOST, PICTURE_ID } from '../picture/limits'
import {
  AFTER_SALE_DAYS,
  AUTO_RECEIVE_DAYS,
  LEGAL_MOST,
  LEGAL_PARAGRAPH,
  LEGAL_PARAGRAPHS_MOST,
  LEGAL_TITLE,
  PROMISE,
  PROMISES_MOST,
  SEARCH_HINT,
  SERVICE_PHONE,
  SERVICE_PHONE_MOST,
  SHOP_NAME,
  SLOGAN,
  UNPAID_MINUTES,
} from './limits'

export const shop = z.object({
  name: z.string(),
  slogan: z.string(),
  /** The shop's own picture; absent when it has none. */
  logo: z.string().optional(),
  /** When the shop opened; the home page counts the days. */
  openedAt: z.int(),
  freightFen: fen,
  /** Goods worth this much ship free of charge. */
  freeFreightFromFen: fen,
  promises: z.array(z.string()),
  servicePhone: z.string(),
  /** Days after receipt in which goods can be returned. */
  afterSaleDays: z.int(),
  /** WeChat's subscription message templates by purpose. */
  messageTemplates: z.record(z.string(), z.string()),
  /**
   * Why nothing is sold yet: `ownerless` while nobody has become the owner, `preparing` until the owner opens it.
   * Absent when the shop is open.
   */
  closed: z.enum(['ownerless', 'preparing']).optional(),
})
export type Shop = z.infer<typeof shop>

/** A picture that this mall keeps: the id of a file in its storage. */
const ownPicture = z.string().max(PICTURE_ADDRESS_MOST).regex(PICTURE_ID)

const within = ({ least, most }: { least: number; most: number }) => z.int().min(least).max(most)

const textsOf = ({ least, most }: TextLimit) => z.array(z.strictObject({ text: text(most, least) }))

const legalText = z.strictObject({
  title: text(LEGAL_TITLE.most, LEGAL_TITLE.least),
  paragraphs: textsOf(LEGAL_PARAGRAPH)
    .min(1)
    .max(LEGAL_PARAGRAPHS_MOST)
    .refine((all) => all.reduce((sum, { text }) => sum + text.length, 0) <= LEGAL_MOST, 'too long in all'),
})

/** What each group takes. Confirming the commission is saving the policy (`policy.save`), or leaving it as it is. */
export const settingsGroups = {
  shop: z.strictObject({
    name: text(SHOP_NAME.most, SHOP_NAME.least),
    slogan: text(SLOGAN.most, SLOGAN.least),
    searchHint: text(SEARCH_HINT.most, SEARCH_HINT.least),
    /** Absent for none. */
    logo: ownPicture.optional(),
  }),
  contact: z.strictObject({ servicePhone: z.string().max(SERVICE_PHONE_MOST).trim().regex(SERVICE_PHONE) }),
  freight: z.strictObject({ freightFen: fenInput, freeFreightFromFen: fenInput }),
  afterSale: z.strictObject({
    afterSaleDays: within(AFTER_SALE_DAYS),
    autoReceiveDays: within(AUTO_RECEIVE_DAYS),
    unpaidMinutes: within(UNPAID_MINUTES),
    promises: textsOf(PROMISE).max(PROMISES_MOST),
  }),
  commission: z.strictObject({}),
  legal: z.strictObject({ terms: legalText, privacy: legalText, agreement: legalText }),
}

const writtenText = z.object({ title: z.string(), paragraphs: z.array(z.string()) })

/** The groups as they stand; absent is what is written wrong, or not written yet. */
export const settingsAnswer = z.object({
  shop: z.object({ name: z.string(), slogan: z.string(), searchHint: z.string(), logo: z.string() }),
  contact: z.object({ servicePhone: z.string() }),
  freight: z.object({ freightFen: fen, freeFreightFromFen: fen }).optional(),
  afterSale: z
    .object({
      afterSaleDays: z.int(),
      autoReceiveDays: z.int(),
      unpaidMinutes: z.int(),
      promises: z.array(z.string()),
    })
    .optional(),
  commission: z.object({ ratesBps: z.array(z.int()) }).optional(),
  legal: z.object({ terms: writtenText, privacy: writtenText, agreement: writtenText }),
})
export type SettingsAnswer = z.infer<typeof settingsAnswer>

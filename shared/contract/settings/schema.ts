import * as z from 'zod'
import { fen } from '../fields'

export const shop = z.object({
  name: z.string(),
  slogan: z.string(),
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
})
export type Shop = z.infer<typeof shop>

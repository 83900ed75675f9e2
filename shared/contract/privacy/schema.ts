import * as z from 'zod'

/** A text of the law for people: as the shop wrote it, or the mall's own. */
export const legalText = z.object({ title: z.string(), paragraphs: z.array(z.string()) })

/** What somebody agrees to, under one version for both. */
export const legalTexts = z.object({
  version: z.int(),
  terms: legalText,
  privacy: legalText,
})
export type LegalTexts = z.infer<typeof legalTexts>

import * as z from 'zod'
import { instant } from '../fields'

/** The kind of a document that owes something: the name of its collection. */
export const kind = z.string().regex(/^[a-z]{1,32}$/)

/** A document of which something that should have followed has failed again and again. */
export const parkedDocument = z.object({
  kind,
  /** Which one, in words: 订单 20261121…. */
  title: z.string(),
  documentId: z.string(),
  /** Since when. */
  since: instant,
  effects: z.array(
    z.object({
      /** What should happen, in words. */
      what: z.string(),
      /** Why it does not, in words. */
      cause: z.string(),
      /** The same for a developer: a code, or an error's message. */
      detail: z.string(),
      /** Failures in a row. */
      tries: z.int(),
    }),
  ),
})
export type ParkedDocument = z.infer<typeof parkedDocument>

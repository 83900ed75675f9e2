import * as z from 'zod'
import { instant } from '../fields'

/** A document of which something that should have followed has failed again and again. */
export const parkedDocument = z.object({
  /** What kind of document: the name of its collection. */
  kind: z.string(),
  /** Which one, in words: 订单 20261121…. */
  title: z.string(),
  documentId: z.string(),
  /** The picture that it is about, when it is about one: the id of its file. */
  picture: z.string().optional(),
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

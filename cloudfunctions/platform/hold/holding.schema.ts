import * as z from 'zod'
import type { Hold, Holding, Mark } from './model'

const hold = z.object({
  quantity: z.number(),
  at: z.number(),
  claims: z.number(),
} satisfies Record<keyof Hold, z.ZodType>)

const mark = z.object({
  at: z.number(),
  delta: z.number(),
  total: z.number().optional(),
  owner: z.string().optional(),
} satisfies Record<keyof Mark, z.ZodType>)

/** The machine's fields as it reckons with them: documents are written by hand, too. */
export const holding = z.object({
  _id: z.string(),
  shard: z.number(),
  available: z.number(),
  holds: z.record(z.string(), hold),
  marks: z.record(z.string(), mark),
  rev: z.number(),
  watchAt: z.number(),
} satisfies Record<keyof Holding, z.ZodType>)

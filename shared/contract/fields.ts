import * as z from 'zod'

/** Fields that several calls share. Inputs are strict and bounded; outputs reuse the same shapes. */

/** An id as this mall makes them: safe in paths, in WeChat Pay numbers and in document keys. */
export const id = z
  .string()
  .regex(/^[0-9A-Za-z_-]{1,64}$/)
  // What every object has already is nobody's id: `items.__proto__` would be no field of a document.
  .refine((text) => !(text in Object.prototype), 'the name of what every object has')

/** A client's own random token: the same token twice is the same command (idempotency). */
export const token = z.string().regex(/^[0-9A-Za-z_-]{16,64}$/)

/** A share code: what stands in a share scene, which WeChat limits to 32 characters. */
export const shareCode = z.string().regex(/^[0-9A-Za-z]{6,16}$/)

/** A trimmed line of text of `min` to `max` characters without control characters. */
export const text = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    // eslint-disable-next-line no-control-regex
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/)

/** An amount in fen, 0 to 10 million yuan. */
export const fen = z.int().min(0).max(1_000_000_000)

/**
 * A sum of amounts in fen, for outputs: any number of orders of any size come together in it, so it has no bound but
 * that of whole numbers. A bound on an output only makes a page stop answering.
 */
export const totalFen = z.int().min(0)

/** A sum in fen that may be negative, for outputs. */
export const signedTotalFen = z.int()

/** An amount in fen that may be negative (adjustments). */
export const signedFen = z.int().min(-1_000_000_000_000).max(1_000_000_000_000)

/** Basis points, 0 to 100 %. */
export const bps = z.int().min(0).max(10_000)

/** Milliseconds since 1970. */
export const instant = z.int().min(0)

/** Pieces of one SKU in one order or cart line. */
export const quantity = z.int().min(1).max(999)

export const mobile = z.string().regex(/^1[3-9]\d{9}$/)

export const cursor = z.string().min(1).max(200)

/** The input of a list: where the last page ended. */
export const page = { cursor: cursor.optional() }

/** The output of a list; without `nextCursor` the list has ended. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().optional() })

/** Output of a command that has nothing to say but that it is done. */
export const done = z.object({})

export const nothing = z.strictObject({})

import * as z from 'zod'
import { graphemes } from '../text/graphemes'
import { cleanLine, foldBlanks, isVisibleText } from '../text/line'
import { cleanMobile, MOBILE } from '../text/mobile'
import { BPS_MOST, FEN_MOST, QUANTITY_MOST, SHARE_CODE } from './limits'

/**
 * Fields that several calls share. Inputs are strict and bounded. Outputs have no bounds: what stands in the database
 * is answered, and a bound that it does not keep would only make a page stop answering.
 */

/** A text that may be part of a field's path: no `.` or `$`, nothing that every object has already. */
export const key = (pattern: RegExp) =>
  z
    .string()
    .regex(pattern)
    .refine((text) => !(text in Object.prototype), 'the name of what every object has')

/** An id as this mall makes them: safe in paths, in WeChat Pay numbers and in document keys. */
export const id = key(/^[0-9A-Za-z_-]{1,64}$/)

/** A client's own random token: the same token twice is the same command (idempotency). */
export const token = key(/^[0-9A-Za-z_-]{16,64}$/)

/** A word in lower case, such as the name of a domain. */
export const word = key(/^[a-z]{1,20}$/)

export const shareCode = key(SHARE_CODE)

/**
 * What one character may take in storage, in UTF-16 units: a family is eleven. It bounds marks that are piled upon one
 * letter, which a person still sees as one character.
 */
const UNITS_A_CHARACTER = 16

/**
 * A line of text of `min` to `max` characters as a person counts them (`shared/text`). Line ends, tabs and runs of
 * blanks become one blank, and what takes no room goes: people paste both. Refused is what shows nothing, holds other
 * controls or half of a character, or turns the direction of reading.
 */
export const text = (max: number, min = 1) =>
  z
    .string()
    // One character is one unit at least: nothing new, but what the comparison with the last release can see.
    .min(min, { abort: true })
    .max(max * UNITS_A_CHARACTER, { abort: true })
    .overwrite(foldBlanks)
    .refine((line) => line === '' || isVisibleText(line), { abort: true, error: 'nothing of it can be seen' })
    .overwrite(cleanLine)
    .refine((line) => {
      const characters = graphemes(line).length
      return characters >= min && characters <= max
    }, 'too few or too many characters')

/**
 * A longer text of at most `max` characters in all: each line of it is a paragraph, and keeps what `text` says of a
 * line. Lines with nothing on them go.
 */
export const paragraphs = (max: number) =>
  z
    .string()
    .max(max * UNITS_A_CHARACTER, { abort: true })
    .overwrite((typed) => linesOf(typed).join('\n'))
    .refine((all) => linesOf(all).every(isVisibleText), { abort: true, error: 'a line shows nothing' })
    .overwrite((all) => linesOf(all).map(cleanLine).join('\n'))
    .refine((all) => graphemes(all).length <= max, 'too many characters')

const linesOf = (text: string): string[] =>
  text
    .split(/\r\n?|\n/)
    .map(foldBlanks)
    .filter((line) => line.trim() !== '')

/**
 * An amount in fen, for outputs. It has no bound but that of whole numbers: any number of orders of any size come
 * together in a sum, and a bound on an output only makes a page stop answering. Inputs take `fenInput`.
 */
export const fen = z.int()

/** An amount in fen that is negative when it takes away, for outputs. */
export const signedFen = z.int()

/** An amount in fen that somebody enters, 0 to 10 million yuan. */
export const fenInput = fen.min(0).max(FEN_MOST)

/** An amount in fen that somebody's phone has seen, negative when it takes away. */
export const signedFenInput = signedFen.min(-FEN_MOST).max(FEN_MOST)

/** Basis points, for outputs. */
export const bps = z.int()

/** Basis points that somebody enters, 0 to 100 %. */
export const bpsInput = bps.min(0).max(BPS_MOST)

/** Milliseconds since 1970. */
export const instant = z.int()

/** Pieces of one SKU in one order or cart line. */
export const quantity = z.int().min(1).max(QUANTITY_MOST)

/** As it was typed or pasted: what stands between the figures goes (`cleanMobile`). */
export const mobile = z.string().max(40).overwrite(cleanMobile).regex(MOBILE)

export const cursor = z.string().min(1).max(200)

/** The input of a list: where the last page ended. */
export const page = { cursor: cursor.optional() }

/** The output of a list; without `nextCursor` the list has ended. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().optional() })

/** Output of a command that has nothing to say but that it is done. */
export const done = z.object({})

/** What a refusal says of a call that comes too soon, or too often: in how many seconds it may be tried again. */
export const retryLater = z.object({ retryAfter: z.int() })

export const nothing = z.strictObject({})

import type { Binary, BSONRegExp, Decimal128, Long, ObjectId, Timestamp } from 'bson'
import { excess, regexText, toDouble } from './compare'
import { RANK, rankOf, type Doc, type Value } from './types'

/** A component that is the marker for an empty array; see RANK.emptyArray. */
export const EMPTY_ARRAY = Symbol('empty array')
export type KeyPart = Value | undefined | typeof EMPTY_ARRAY

/** Greater than the first byte of any component: closes a range over all keys which share a prefix. */
export const AFTER = 0xff

/**
 * Writes values as bytes whose memcmp order is MongoDB's order of values, so that a plain SQLite index over
 * blobs serves ranges and sorts. Each encoding is prefix-free; a descending component is inverted bit by bit.
 */
export class KeyWriter {
  private buffer = Buffer.allocUnsafe(512)
  private length = 0

  reset(): this {
    this.length = 0
    return this
  }

  /** A copy of what was written. */
  take(): Buffer {
    return Buffer.from(this.buffer.subarray(0, this.length))
  }

  part(value: KeyPart, descending = false): this {
    const start = this.length
    if (value === EMPTY_ARRAY) this.byte(RANK.emptyArray)
    else this.value(value)
    if (descending) for (let i = start; i < this.length; i++) this.buffer[i] = ~this.buffer[i]! & 0xff
    return this
  }

  raw(bytes: Uint8Array): this {
    this.reserve(bytes.length)
    this.buffer.set(bytes, this.length)
    this.length += bytes.length
    return this
  }

  byte(value: number): this {
    this.reserve(1)
    this.buffer[this.length++] = value
    return this
  }

  private value(value: Value | undefined): void {
    const rank = rankOf(value)
    this.byte(rank)
    switch (rank) {
      case RANK.number:
        return this.number(value as number | Long | Decimal128)
      case RANK.string:
        return this.text(value as string)
      case RANK.object:
        return this.object(value as Doc)
      case RANK.array:
        for (const item of value as Value[]) this.value(item)
        return void this.byte(0)
      case RANK.boolean:
        return void this.byte(value === true ? 1 : 0)
      case RANK.date:
        return this.double((value as Date).getTime())
      case RANK.objectId:
        return void this.raw((value as ObjectId).id)
      case RANK.binary:
        return this.binary(value as Binary)
      case RANK.timestamp:
        return this.text((value as Timestamp).toBigInt().toString().padStart(20, '0'))
      case RANK.regex:
        return this.text(regexText(value as BSONRegExp))
    }
  }

  private number(value: number | Long | Decimal128): void {
    const double = toDouble(value)
    this.double(double)
    if (Math.abs(double) < 2 ** 53) return
    const offset = excess(value) + 0x8000
    this.byte(offset >> 8).byte(offset & 0xff)
  }

  private double(value: number): void {
    this.reserve(8)
    const at = this.length
    this.length += 8
    if (Number.isNaN(value)) return void this.buffer.fill(0, at, at + 8)
    this.buffer.writeDoubleBE(value === 0 ? 0 : value, at)
    if (this.buffer[at]! & 0x80) for (let i = at; i < at + 8; i++) this.buffer[i] = ~this.buffer[i]! & 0xff
    else this.buffer[at]! |= 0x80
  }

  /** UTF-8 with 0 as 0,255 and ended by 0,1: no text is another's prefix and `a` sorts before `a\0`. */
  private text(value: string): void {
    const pieces = value.includes('\u0000') ? value.split('\u0000') : [value]
    for (let i = 0; i < pieces.length; i++) {
      if (i > 0) this.byte(0).byte(0xff)
      const piece = pieces[i]!
      this.reserve(piece.length * 3)
      this.length += this.buffer.write(piece, this.length, 'utf8')
    }
    this.byte(0).byte(1)
  }

  private object(value: Doc): void {
    for (const name in value) {
      this.byte(rankOf(value[name]))
      this.text(name)
      this.value(value[name])
    }
    this.byte(0)
  }

  private binary(value: Binary): void {
    this.reserve(5)
    this.buffer.writeUInt32BE(value.position, this.length)
    this.buffer[this.length + 4] = value.sub_type
    this.length += 5
    this.raw(Buffer.from(value.value()))
  }

  private reserve(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return
    const grown = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + bytes))
    this.buffer.copy(grown, 0, 0, this.length)
    this.buffer = grown
  }
}

const shared = new KeyWriter()

/** The key of one value, ascending: how `_id` is stored. */
export function encodeKey(value: Value | undefined): Buffer {
  return shared.reset().part(value).take()
}

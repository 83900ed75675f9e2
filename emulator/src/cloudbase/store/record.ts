import { parseEjson, stringify } from '../value/ejson'
import type { Doc } from '../value/types'

/**
 * A stored document: its row and its present value, as text, as a value, or both. What was read from the file is
 * parsed when somebody looks into it: an answer takes the text as it is, and texts cost the memory and its
 * collector far less than what is made of them.
 */
export class Rec {
  /** No more than this many characters of text; spares measuring a document at every small update. */
  bound: number
  /** Its `_id` as the cache names it, once that is known. */
  name: string | undefined

  private constructor(
    readonly row: number,
    private value: Doc | undefined,
    private written: string | undefined,
  ) {
    this.bound = written?.length ?? 0
  }

  /** A document as it stands in the file. */
  static read(row: number, text: string): Rec {
    return new Rec(row, undefined, text)
  }

  /** A document that was just made, with its text. */
  static made(row: number, doc: Doc, text: string): Rec {
    return new Rec(row, doc, text)
  }

  get doc(): Doc {
    return (this.value ??= parseEjson(this.written!, 0) as Doc)
  }

  get text(): string {
    return (this.written ??= stringify(this.value!))
  }

  /** Gives it another value, whose text is made when it is needed unless it is known, and is no longer than `bound`. */
  become(doc: Doc, text: string | undefined, bound: number): void {
    this.value = doc
    this.written = text
    this.bound = bound
  }
}

export const textOf = (rec: Rec): string => rec.text

/** A part of a document that one domain adds. */
export interface Part<T> {
  /** Of the domain's part, for whoever has to mend it. */
  readonly name: string
  readonly adds: Partial<T>
}

/**
 * A document with the parts that domains add to it. A list may be added to by several (what the order needs of quotas):
 * theirs stand one behind the other. Anything else has one author: the later of two would silently take the place of
 * the earlier one, and no part changes what stands already.
 *
 * @throws Error when two parts, or a part and the document, name the same; it is a mistake in the code
 */
export function withParts<T extends object>(whole: T, parts: readonly Part<T>[]): T {
  const authors = new Map<string, string>()
  const added: Record<string, unknown> = {}
  for (const { name, adds } of parts) {
    for (const [field, value] of Object.entries(adds)) {
      if (value === undefined) continue
      if (Object.hasOwn(whole, field)) throw new Error(`${name} changes ${field}, which is not its own`)
      const before = added[field]
      const author = authors.get(field)
      if (author !== undefined && !(Array.isArray(before) && Array.isArray(value)))
        throw new Error(`${author} and ${name} both say ${field}`)
      added[field] = Array.isArray(before) ? [...(before as unknown[]), ...(value as unknown[])] : value
      authors.set(field, name)
    }
  }
  return { ...whole, ...added }
}

/** Inputs that no client of ours would send, made from one that is valid. */
export interface HostileInput {
  readonly name: string
  readonly input: unknown
}

const OPERATORS: readonly unknown[] = [{ $ne: null }, { $gt: '' }, { $inc: 1 }, ['$where'], { $regex: '.*' }]

function replaceAt(input: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  if (Array.isArray(input)) return input.map((item, i) => (i === key ? replaceAt(item, rest, value) : item))
  return { ...(input as object), [key]: replaceAt((input as Record<string, unknown>)[key], rest, value) }
}

function removeAt(input: Record<string, unknown>, key: string): unknown {
  const { [key]: _, ...rest } = input
  return rest
}

/** Paths of every value below the input, the leaves and what holds them. */
function pathsOf(input: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof input !== 'object' || input === null) return path.length > 0 ? [[...path]] : []
  const entries: [string | number, unknown][] = Array.isArray(input)
    ? input.map((item, i) => [i, item])
    : Object.entries(input)
  return [
    ...(path.length > 0 ? [[...path]] : []),
    ...entries.flatMap(([key, value]) => pathsOf(value, [...path, key])),
  ]
}

function wrongType(value: unknown): unknown {
  if (typeof value === 'number') return 'many'
  if (typeof value === 'boolean') return 'yes'
  return 42
}

/**
 * Every hostile variant of a valid input: not an object, an unknown key, and for each value a wrong type, an
 * operator in its place and something far too large (a text of `largest` characters); each key that `required` names
 * left out.
 */
export function hostileInputs(valid: object, required: readonly string[], largest = 100_000): HostileInput[] {
  const variants: HostileInput[] = [
    { name: 'a string', input: 'x' },
    { name: 'a list', input: [] },
    { name: 'a number', input: 7 },
    { name: 'an unknown key', input: { ...valid, isAdmin: true } },
    { name: 'an operator as key', input: { ...valid, $where: '1' } },
    { name: 'a prototype as key', input: JSON.parse(`{"__proto__x":1,"constructor":{"a":1}}`) as object },
  ]
  for (const key of required) {
    variants.push({ name: `without ${key}`, input: removeAt(valid as Record<string, unknown>, key) })
  }
  for (const path of pathsOf(valid)) {
    const value = path.reduce<unknown>((held, key) => (held as Record<string | number, unknown>)[key], valid)
    const at = path.join('.')
    variants.push({ name: `${at} of a wrong type`, input: replaceAt(valid, path, wrongType(value)) })
    for (const operator of OPERATORS) {
      variants.push({
        name: `${at} = ${JSON.stringify(operator)}`,
        input: replaceAt(valid, path, operator),
      })
    }
    const huge = typeof value === 'number' ? 1e21 : 'x'.repeat(largest)
    variants.push({ name: `${at} far too large`, input: replaceAt(valid, path, huge) })
  }
  return variants
}

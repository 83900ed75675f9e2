import fc from 'fast-check'

/** Extended JSON that travels as a string within JSON, as the SDK sends queries and documents. */
export class Text {
  constructor(readonly value: unknown) {}
}

const DEEP = 10_000

/** What stands in the place of a value, as it is written; some of it is no JSON. */
const NASTY: readonly string[] = [
  'null',
  'true',
  '-1',
  '0.5',
  '1e308',
  '1e999',
  '9007199254740993',
  '123456789012345678901234567890',
  '""',
  '"\\ud800"',
  '"\\u0000"',
  '"__proto__"',
  '"constructor"',
  '"../../etc/passwd"',
  JSON.stringify('长'.repeat(3_000)),
  '[]',
  '[null]',
  '{}',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":1,"valueOf":1}',
  '{"toJSON":1}',
  '{"then":1}',
  '{"$gt":""}',
  '{"$where":"process.exit()"}',
  '{"$regex":"(a+)+$"}',
  '{"$numberLong":"x"}',
  '{"$numberDouble":"NaN"}',
  '{"$date":"yesterday"}',
  '{"$date":{"$numberLong":"99999999999999999"}}',
  '{"$oid":"zz"}',
  '{"$binary":{"base64":"!","subType":"zz"}}',
  '{"$regularExpression":{"pattern":"(","options":"q"}}',
  '{"$tcb_server_date":{"offset":1e300}}',
  '{"a.b":1,"$c":2,"":3}',
  '['.repeat(DEEP) + ']'.repeat(DEEP),
  '{"a":'.repeat(DEEP) + '1' + '}'.repeat(DEEP),
  '{"$and":['.repeat(DEEP) + '{}' + ']}'.repeat(DEEP),
  '{"a":{"$not":'.repeat(200) + '1' + '}}'.repeat(200),
  'undefined',
  '{"a":',
  '"open',
  "{'a':1}",
  '\u0000',
]

type Path = readonly (string | number)[]
const INSIDE = '~'

function pathsOf(value: unknown): Path[] {
  const below = (key: string | number, child: unknown): Path[] => pathsOf(child).map((path) => [key, ...path])
  if (value instanceof Text) return [[], ...below(INSIDE, value.value)]
  if (Array.isArray(value)) return [[], ...value.flatMap((child, i) => below(i, child))]
  if (typeof value !== 'object' || value === null) return [[]]
  return [[], ...Object.entries(value).flatMap(([key, child]) => below(key, child))]
}

/** The JSON of a value with `raw` in the place which `path` names; without a path nothing is replaced. */
function write(value: unknown, path: Path | undefined, raw: string): string {
  if (path?.length === 0) return raw
  const [key, ...rest] = path ?? []
  const child = (name: string | number, item: unknown): string =>
    write(item, path && String(name) === String(key) ? rest : undefined, raw)
  if (value instanceof Text) return JSON.stringify(child(INSIDE, value.value))
  if (Array.isArray(value)) return `[${value.map((item, i) => child(i, item)).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}:${child(name, item)}`)
  return `{${fields.join()}}`
}

/** A right value as JSON, with one place of it made wrong; seldom none. */
export function brokenJson(right: unknown): fc.Arbitrary<string> {
  const paths = pathsOf(right)
  const place = fc.option(fc.constantFrom(...paths), { freq: 20, nil: undefined })
  return fc.tuple(place, fc.constantFrom(...NASTY)).map(([path, raw]) => write(right, path, raw))
}

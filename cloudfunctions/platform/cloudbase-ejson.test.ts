import { inspect } from 'node:util'
import * as fc from 'fast-check'
import { EJSON } from './cloudbase-ejson'

/** The SDK's own library is the measure, by its place: another version of it may be installed beside it. */
const { EJSON: original, ...bson } = jest.requireActual<{
  EJSON: typeof EJSON
  Long: { fromString(text: string): unknown }
  ObjectId: new (hex: string) => unknown
  Decimal128: { fromString(text: string): unknown }
}>('@cloudbase/node-sdk/node_modules/bson')

const CANONICAL = { relaxed: false }

/** What comes of it: a text or a value, or that it is refused. */
function outcome(work: () => unknown): unknown {
  try {
    return { is: work() }
  } catch {
    return 'refused'
  }
}

/** All of a value and its types: for Jest no date that is none equals another one. */
const seen = (value: unknown): string => inspect(value, { depth: null })

const key = fc.oneof(
  fc.string({ maxLength: 8, unit: 'binary' }),
  fc.constantFrom('$set', '$date', '$numberInt', 'a.b', '1', '0', '__proto__', 'toJSON', '\u0000'),
)
const number = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.maxSafeInteger(),
  fc.constantFrom(
    -0,
    2 ** 31,
    2 ** 31 - 1,
    -(2 ** 31),
    -(2 ** 31) - 1,
    2 ** 63,
    2 ** 64,
    NaN,
    Infinity,
    -Infinity,
  ),
)
const plain = fc.oneof(fc.string({ unit: 'binary' }), number, fc.boolean(), fc.constantFrom(null, undefined))
class Made {
  own = 1
}
const special = fc.oneof(
  fc.date(),
  fc.constantFrom(
    /a+/gi,
    new Made(),
    Object.create({ inherited: 1 }) as object,
    Object.create(null) as object,
  ),
  fc.constantFrom(
    bson.Long.fromString('9007199254740993'),
    new bson.ObjectId('5f0000000000000000000001'),
    bson.Decimal128.fromString('1.5'),
  ),
  fc.constantFrom(
    () => 1,
    { toJSON: () => 'otherwise' },
    { _bsontype: 'Int32', value: 5 },
    { _bsontype: 5 },
    { _bsontype: undefined },
  ),
)

const documents = (leaf: fc.Arbitrary<unknown>) =>
  fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 5 }),
    ),
  })).value

// A date that is none is now, for the library.
beforeAll(() => void jest.useFakeTimers({ now: 1_764_000_000_000 }))
afterAll(() => void jest.useRealTimers())

test('[CLOUD-2] writes, letter for letter, what the library writes', () => {
  for (const leaf of [plain, fc.oneof({ arbitrary: plain, weight: 9 }, special)]) {
    fc.assert(
      fc.property(documents(leaf), (value) => {
        expect(outcome(() => EJSON.stringify(value, CANONICAL))).toEqual(
          outcome(() => original.stringify(value, CANONICAL)),
        )
      }),
      { numRuns: 500 },
    )
  }
  const circle: Record<string, unknown> = { a: 1 }
  circle['again'] = [circle]
  expect(() => EJSON.stringify(circle, CANONICAL)).toThrow('circular')
  expect(EJSON.stringify({ a: 1 }, { relaxed: true })).toBe('{"a":1}')
})

test('[CLOUD-2] reads what the library reads', () => {
  const texts = fc.oneof(
    documents(fc.oneof({ arbitrary: plain, weight: 9 }, special)).map((value) =>
      String(
        outcome(() => original.stringify(value, CANONICAL)) === 'refused'
          ? 'null'
          : original.stringify(value, CANONICAL),
      ),
    ),
    documents(plain).map((value) => JSON.stringify(value) ?? 'null'),
    fc.json().map((text) => text.replace(/"\$/g, '"\\u0024')),
    fc.constantFrom(
      '',
      '{',
      '{"\\u0024numberInt":"5"}',
      '{"a\\u0000b":1}',
      '{"$ref":"a","$id":1}',
      '"$"',
      '{"$undefined":true}',
    ),
  )
  fc.assert(
    fc.property(texts, (text) => {
      expect(seen(outcome(() => EJSON.parse(text)))).toBe(seen(outcome(() => original.parse(text))))
    }),
    { numRuns: 1000 },
  )
})

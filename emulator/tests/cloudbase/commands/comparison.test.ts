import { finds, findsRaw, refused, startContract, type Documents } from './contract'

startContract()

/** One of each kind of value, under names which tell it. */
const values: Documents = {
  arr12: { a: [1, 2] },
  arrEmpty: { a: [] },
  arrNull: { a: [null] },
  date: { a: new Date(5) },
  inf: { a: Infinity },
  missing: {},
  n1: { a: 1 },
  n2: { a: 2.5 },
  nan: { a: NaN },
  nested: { a: [[1, 2], 9] },
  nil: { a: null },
  obj: { a: { x: 1 } },
  objXY: { a: { x: 1, y: 2 } },
  str: { a: 'b' },
  strEmpty: { a: '' },
  yes: { a: true },
  zero: { a: 0 },
}
const all = Object.keys(values)
const but = (...left: string[]): string => all.filter((name) => !left.includes(name)).join(' ')

// https://docs.cloudbase.net/en/api-reference/webv3-next/database/fetch
// https://www.mongodb.com/docs/manual/reference/operator/query/eq/
describe('a value and _.eq', () => {
  finds(values, [
    [() => ({ a: 1 }), 'arr12 n1'],
    [(_) => ({ a: _.eq(1) }), 'arr12 n1'],
    [(_) => ({ a: _.eq(2.5) }), 'n2'],
    [(_) => ({ a: _.eq(-0) }), 'zero'],
    [(_) => ({ a: _.eq('b') }), 'str'],
    [(_) => ({ a: _.eq('B') }), ''],
    [(_) => ({ a: _.eq('') }), 'strEmpty'],
    [(_) => ({ a: _.eq(true) }), 'yes'],
    [(_) => ({ a: _.eq(false) }), ''],
    [(_) => ({ a: _.eq(NaN) }), 'nan'],
    [(_) => ({ a: _.eq(Infinity) }), 'inf'],
    [() => ({ a: new Date(5) }), 'date'],
    // null finds null and missing, also as an element:
    // https://www.mongodb.com/docs/manual/tutorial/query-for-null-fields/
    [() => ({ a: null }), 'arrNull missing nil'],
    [(_) => ({ a: _.eq(null) }), 'arrNull missing nil'],
    // An array is equal as a whole or as an element; the order counts.
    [() => ({ a: [1, 2] }), 'arr12 nested'],
    [() => ({ a: [2, 1] }), ''],
    [() => ({ a: [] }), 'arrEmpty'],
    // An object is equal as a whole, its fields in order; the SDK spreads a plain one into paths.
    [(_) => ({ a: _.eq({ x: 1 }) }), 'obj'],
    [() => ({ a: { x: 1 } }), 'obj objXY'],
    [(_) => ({ a: _.eq({ y: 2, x: 1 }) }), ''],
    [() => ({ 'a.x': 1 }), 'obj objXY'],
    [() => ({ _id: 'n1' }), 'n1'],
    [() => ({ _id: 'n1', a: 2 }), ''],
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/query/ne/
describe('_.neq', () => {
  finds(values, [
    [(_) => ({ a: _.neq(1) }), but('arr12', 'n1')],
    [(_) => ({ a: _.neq(null) }), but('arrNull', 'missing', 'nil')],
    [(_) => ({ a: _.neq([]) }), but('arrEmpty')],
    [(_) => ({ a: _.neq(NaN) }), but('nan')],
    [(_) => ({ a: _.neq(/x/ as never) }), refused(/^Can't have regex as arg to \$ne\.$/)],
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/query/gt/ , …/gte/ , …/lt/ , …/lte/
// Only values of the operand's type compare: https://www.mongodb.com/docs/manual/reference/operator/query-comparison/
describe('_.gt, _.gte, _.lt and _.lte', () => {
  finds(values, [
    [(_) => ({ a: _.gt(1) }), 'arr12 inf n2 nested'],
    [(_) => ({ a: _.gte(1) }), 'arr12 inf n1 n2 nested'],
    [(_) => ({ a: _.lt(1) }), 'zero'],
    [(_) => ({ a: _.lte(1) }), 'arr12 n1 zero'],
    [(_) => ({ a: _.lt(0) }), ''],
    [(_) => ({ a: _.gt(1e308) }), 'inf'],
    [(_) => ({ a: _.lte(Infinity) }), 'arr12 inf n1 n2 nested zero'],
    // Two bounds may be met by two elements.
    [(_) => ({ a: _.gt(1).lt(2) }), 'arr12'],
    [(_) => ({ a: _.gt(2).lt(9) }), 'n2'],
    // NaN equals itself and is in no order.
    [(_) => ({ a: _.gte(NaN) }), 'nan'],
    [(_) => ({ a: _.lte(NaN) }), 'nan'],
    [(_) => ({ a: _.gt(NaN) }), ''],
    [(_) => ({ a: _.gte('') }), 'str strEmpty'],
    [(_) => ({ a: _.gt('a') }), 'str'],
    [(_) => ({ a: _.lt('b') }), 'strEmpty'],
    [(_) => ({ a: _.gte(false) }), 'yes'],
    [(_) => ({ a: _.gt(true) }), ''],
    [(_) => ({ a: _.gt(new Date(4)) }), 'date'],
    [(_) => ({ a: _.lte(new Date(4)) }), ''],
    [(_) => ({ a: _.gte(null) }), 'arrNull missing nil'],
    [(_) => ({ a: _.lte(null) }), 'arrNull missing nil'],
    [(_) => ({ a: _.gt(null) }), ''],
    [(_) => ({ a: _.gt({ x: 1 }) }), 'objXY'],
    [(_) => ({ a: _.gte({ x: 1 }) }), 'obj objXY'],
    [(_) => ({ a: _.gt([1]) }), 'arr12 nested'],
    [(_) => ({ a: _.lt([1]) }), 'arrEmpty arrNull'],
    [(_) => ({ _id: _.gt('str') }), 'strEmpty yes zero'],
    [(_) => ({ _id: _.gte('n1').lt('nan') }), 'n1 n2'],
    [(_) => ({ a: _.gt(/x/ as never) }), refused(/^Can't have RegEx as arg to predicate over field 'a'\.$/)],
  ])
  findsRaw(values, [
    [() => ({ a: { $gt: { $maxKey: 1 } } }), ''],
    [() => ({ a: { $gt: 1, b: 2 } }), { code: 'DATABASE_INVALID_OPERRATOR', message: /unknown operator: b/ }],
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/query/in/ and …/nin/
describe('_.in and _.nin', () => {
  finds(values, [
    [(_) => ({ a: _.in([1, 2.5, 'b']) }), 'arr12 n1 n2 str'],
    [(_) => ({ a: _.in([]) }), ''],
    [(_) => ({ a: _.in([null]) }), 'arrNull missing nil'],
    [(_) => ({ a: _.in([[1, 2]]) }), 'arr12 nested'],
    [(_) => ({ a: _.in([{ x: 1 }, true]) }), 'obj yes'],
    [(_) => ({ a: _.in([NaN, new Date(5)]) }), 'date nan'],
    [(_) => ({ a: _.in([/^b/]) }), 'str'],
    [(_) => ({ _id: _.in(['zero', 'n1', 'x']) }), 'n1 zero'],
    [(_) => ({ a: _.nin([1, 2.5, 'b']) }), but('arr12', 'n1', 'n2', 'str')],
    [(_) => ({ a: _.nin([null]) }), but('arrNull', 'missing', 'nil')],
    [(_) => ({ a: _.nin([]) }), but()],
    [(_) => ({ a: _.nin([/./]) }), but('str')],
    [(_) => ({ a: _.in(5 as never) }), refused(/^\$in needs an array$/)],
    [(_) => ({ a: _.nin('x' as never) }), refused(/^\$nin needs an array$/)],
    [(_) => ({ a: _.in([_.gt(1)]) }), refused(/^cannot nest \$ under \$in$/)],
  ])
})

// Characters compare by code point: https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/#strings
describe('strings', () => {
  const texts: Documents = {
    cjk: { a: '中' },
    emoji: { a: '😀' },
    latin: { a: 'z' },
    nul: { a: 'z\u0000' },
    private: { a: '\uf8ff' },
  }
  finds(texts, [
    [(_) => ({ a: _.gt('z') }), 'cjk emoji nul private'],
    [(_) => ({ a: _.gt('\uf8ff') }), 'emoji'],
    [(_) => ({ a: _.gte('中').lt('😀') }), 'cjk private'],
  ])
})

// Integers beyond 2^53 keep all 64 bits: https://www.mongodb.com/docs/manual/reference/bson-types/
describe('64-bit integers', () => {
  const big = (digits: string): object => ({ $numberLong: digits })
  findsRaw({ even: { a: 2 ** 53 }, odd: { a: big('9007199254740993') } }, [
    [() => ({ a: big('9007199254740993') }), 'odd'],
    [() => ({ a: { $gt: big('9007199254740992') } }), 'odd'],
    [() => ({ a: { $lte: 2 ** 53 } }), 'even'],
    [
      () => ({ a: big('9223372036854775808') }),
      { code: 'INVALID_PARAM', message: /does not fit into 64 bits/ },
    ],
  ])
})

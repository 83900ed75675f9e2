import { manual, refused, unknown, unordered, type Fields, type StageTable } from './rows'

const at = (day: string): Date => new Date(`${day}T00:00:00Z`)
const SALES: Fields[] = [
  { _id: 1, item: 'abc', price: 10, quantity: 2, date: at('2014-01-01') },
  { _id: 2, item: 'jkl', price: 20, quantity: 1, date: at('2014-02-03') },
  { _id: 3, item: 'xyz', price: 5, quantity: 5, date: at('2014-02-03') },
  { _id: 4, item: 'abc', price: 10, quantity: 10, date: at('2014-02-15') },
  { _id: 5, item: 'xyz', price: 5, quantity: 10, date: at('2014-02-15') },
]
const KEYS: Fields[] = [
  { _id: 1, k: null, v: 1 },
  { _id: 2, v: 2 },
  { _id: 3, k: { a: 1, b: 2 }, v: 3 },
  { _id: 4, k: { b: 2, a: 1 }, v: 4 },
  { _id: 5, k: [1, 2], v: 5 },
  { _id: 6, k: [1, 2], v: 6 },
  { _id: 7, k: 1, v: 7 },
  { _id: 8, k: '1', v: 8 },
  { _id: 9, k: at('2014-01-01'), v: 9 },
]
const MIXED: Fields[] = [{ v: 1 }, { v: 'b' }, { v: null }, {}, { v: [9] }, { v: 2.5 }, { v: true }].map(
  (doc, _id) => ({ _id, ...doc }),
)
const ART: Fields[] = [
  { _id: 1, year: 1902, price: 199.99 },
  { _id: 2, year: 1902, price: 280 },
  { _id: 3, year: 1925, price: 76.04 },
  { _id: 4, price: 167.3 },
  { _id: 5, year: 1932, price: 483 },
]

export const GROUPS: StageTable[] = [
  {
    title: '$group: keys',
    page: manual('group'),
    rows: [
      [
        'by a field',
        SALES,
        (p, _, $) => p.group({ _id: '$item', n: $.sum(1) }),
        unordered({ _id: 'abc', n: 2 }, { _id: 'jkl', n: 1 }, { _id: 'xyz', n: 2 }),
      ],
      [
        'by null: all',
        SALES,
        (p, _, $) =>
          p.group({
            _id: null,
            total: $.sum($.multiply(['$price', '$quantity'])),
            avg: $.avg('$quantity'),
            n: $.sum(1),
          }),
        [{ _id: null, total: 215, avg: 5.6, n: 5 }],
      ],
      [
        'by an expression',
        SALES,
        (p, _, $) => p.group({ _id: { month: $.month('$date'), year: $.year('$date') }, n: $.sum(1) }),
        unordered({ _id: { month: 1, year: 2014 }, n: 1 }, { _id: { month: 2, year: 2014 }, n: 4 }),
      ],
      [
        'null and missing are one group; objects by their order; arrays as a whole; types apart',
        KEYS,
        (p, _, $) => p.group({ _id: '$k', sum: $.sum('$v') }),
        unordered(
          { _id: null, sum: 3 },
          { _id: { a: 1, b: 2 }, sum: 3 },
          { _id: { b: 2, a: 1 }, sum: 4 },
          { _id: [1, 2], sum: 11 },
          { _id: 1, sum: 7 },
          { _id: '1', sum: 8 },
          { _id: at('2014-01-01'), sum: 9 },
        ),
      ],
      [
        'within an object null and missing are two',
        KEYS.slice(0, 2),
        (p, _, $) => p.group({ _id: { k: '$k' }, sum: $.sum('$v') }),
        unordered({ _id: { k: null }, sum: 1 }, { _id: {}, sum: 2 }),
      ],
      [
        'by a path into an array',
        [
          { _id: 1, a: [{ b: 1 }, { b: 2 }] },
          { _id: 2, a: [] },
        ],
        (p) => p.group({ _id: '$a.b' }),
        unordered({ _id: [1, 2] }, { _id: [] }),
      ],
      ['of nothing', [], (p, _, $) => p.group({ _id: null, n: $.sum(1) }), []],
      ['without a key', [], (p, _, $) => p.group({ n: $.sum(1) } as never), refused(/must include an _id/)],
      [
        'by an unknown operator',
        [],
        (p) => p.group({ _id: { $nonsense: 1 } }),
        unknown(/Unrecognized expression '\$nonsense'/),
      ],
    ],
  },
  {
    title: '$group: accumulators',
    page: manual('group') + '#accumulator-operator',
    rows: [
      [
        'numbers alone are summed',
        MIXED,
        (p, _, $) =>
          p.group({ _id: null, sum: $.sum('$v'), avg: $.avg('$v'), none: $.sum('$x'), no: $.avg('$x') }),
        [{ _id: null, sum: 3.5, avg: 1.75, none: 0, no: null }],
      ],
      [
        'ten times 0.1 is 1',
        Array.from({ length: 10 }, (_, _id) => ({ _id, v: 0.1 })),
        (p, _, $) => p.group({ _id: null, sum: $.sum('$v') }),
        [{ _id: null, sum: 1 }],
      ],
      [
        'extremes of all types but null',
        MIXED,
        (p, _, $) => p.group({ _id: null, min: $.min('$v'), max: $.max('$v'), none: $.max('$x') }),
        [{ _id: null, min: 1, max: true, none: null }],
      ],
      [
        'first and last',
        SALES,
        (p, _, $) =>
          p
            .sort({ date: 1, _id: 1 })
            .group({ _id: null, first: $.first('$item'), last: $.last('$_id'), none: $.first('$x') }),
        [{ _id: null, first: 'abc', last: 5, none: null }],
      ],
      [
        'lists: null is kept, missing is not',
        MIXED.slice(0, 4),
        (p, _, $) => p.sort({ _id: 1 }).group({ _id: null, list: $.push('$v') }),
        [{ _id: null, list: [1, 'b', null] }],
      ],
      [
        'lists of objects',
        SALES.slice(0, 2),
        (p, _, $) => p.sort({ _id: 1 }).group({ _id: null, list: $.push({ i: '$item', x: '$x' }) }),
        [{ _id: null, list: [{ i: 'abc' }, { i: 'jkl' }] }],
      ],
      [
        'sets',
        SALES,
        (p, _, $) =>
          p
            .group({ _id: null, set: $.addToSet('$price') })
            .unwind('$set')
            .project({ _id: 0 }),
        unordered({ set: 10 }, { set: 20 }, { set: 5 }),
      ],
      [
        'deviations',
        [2, 4, 4, 4, 5, 5, 7, 9].map((v, _id) => ({ _id, v })),
        (p, _, $) =>
          p.group({ _id: null, pop: $.stdDevPop('$v'), samp: $.stdDevSamp('$v'), no: $.stdDevPop('$x') }),
        [{ _id: null, pop: 2, samp: 2.138089935299395, no: null }],
      ],
      [
        'merged objects',
        [{ _id: 1, o: { a: 1 } }, { _id: 2, o: { a: 2, b: 3 } }, { _id: 3 }],
        (p, _, $) => p.sort({ _id: 1 }).group({ _id: null, o: $.mergeObjects('$o') }),
        [{ _id: null, o: { a: 2, b: 3 } }],
      ],
      [
        'an unknown one',
        [],
        (p) => p.group({ _id: null, n: { $abs: 1 } }),
        refused(/unknown group operator '\$abs'/),
      ],
      ['none', [], (p) => p.group({ _id: null, n: '$v' }), refused(/must be an accumulator object/)],
      [
        'two at once',
        [],
        (p) => p.group({ _id: null, n: { $sum: 1, $avg: 1 } }),
        refused(/must specify one accumulator/),
      ],
      [
        'of a list',
        [],
        (p) => p.group({ _id: null, n: { $sum: ['$a', '$b'] } }),
        refused(/The \$sum accumulator is a unary operator/),
      ],
      [
        'a name with a dot',
        [],
        (p) => p.group({ _id: null, 'a.b': { $sum: 1 } }),
        refused(/cannot contain '\.'/),
      ],
    ],
  },
  {
    title: '$sortByCount',
    page: manual('sortByCount'),
    rows: [
      [
        'by a field',
        [...SALES, { _id: 6, item: 'abc' }],
        (p) => p.sortByCount('$item'),
        [
          { _id: 'abc', count: 3 },
          { _id: 'xyz', count: 2 },
          { _id: 'jkl', count: 1 },
        ],
      ],
      [
        'by an expression',
        SALES,
        (p, _, $) => p.sortByCount($.gt(['$price', 5])),
        [
          { _id: true, count: 3 },
          { _id: false, count: 2 },
        ],
      ],
      ['by a text', [], (p) => p.sortByCount('item'), refused(/\$-prefixed path or an expression/)],
    ],
  },
  {
    title: '$bucket',
    page: manual('bucket'),
    rows: [
      [
        'with a default',
        ART,
        (p, _, $) =>
          p
            .bucket({
              groupBy: '$price',
              boundaries: [0, 200, 400],
              default: 'Other',
              output: { count: $.sum(1), years: $.push('$year') },
            })
            .project({ years: 0 }),
        [
          { _id: 0, count: 3 },
          { _id: 200, count: 1 },
          { _id: 'Other', count: 1 },
        ],
      ],
      [
        'a value on a boundary belongs above it',
        [
          { _id: 1, v: 0 },
          { _id: 2, v: 10 },
        ],
        (p) => p.bucket({ groupBy: '$v', boundaries: [0, 10, 20] }),
        [
          { _id: 0, count: 1 },
          { _id: 10, count: 1 },
        ],
      ],
      [
        'missing goes to the default',
        [{ _id: 1 }],
        (p) => p.bucket({ groupBy: '$v', boundaries: [0, 10], default: -1 }),
        [{ _id: -1, count: 1 }],
      ],
      [
        'outside without a default',
        [{ _id: 1, v: 99 }],
        (p) => p.bucket({ groupBy: '$v', boundaries: [0, 10] }),
        refused(/could not find a matching branch/),
      ],
      ['one boundary', [], (p) => p.bucket({ groupBy: '$v', boundaries: [0] }), refused(/at least 2 values/)],
      [
        'not ascending',
        [],
        (p) => p.bucket({ groupBy: '$v', boundaries: [10, 0] }),
        refused(/must be sorted/),
      ],
      [
        'of two types',
        [],
        (p) => p.bucket({ groupBy: '$v', boundaries: [0, 'a'] }),
        refused(/must have the same type/),
      ],
      [
        'a default among the boundaries',
        [],
        (p) => p.bucket({ groupBy: '$v', boundaries: [0, 10], default: 5 }),
        refused(/must be less than the lowest boundary/),
      ],
      [
        'by a constant',
        [],
        (p) => p.bucket({ groupBy: 'v', boundaries: [0, 10] }),
        refused(/\$-prefixed path or an expression/),
      ],
    ],
  },
  {
    title: '$bucketAuto',
    page: manual('bucketAuto'),
    rows: [
      [
        'of about the same size',
        ART,
        (p) => p.bucketAuto({ groupBy: '$price', buckets: 2 }),
        [
          { _id: { min: 76.04, max: 280 }, count: 3 },
          { _id: { min: 280, max: 483 }, count: 2 },
        ],
      ],
      [
        'equal values stay together',
        [1, 1, 1, 1, 2, 3].map((v, _id) => ({ _id, v })),
        (p, _, $) => p.bucketAuto({ groupBy: '$v', buckets: 3, output: { sum: $.sum('$v') } }),
        [
          { _id: { min: 1, max: 2 }, sum: 4 },
          { _id: { min: 2, max: 3 }, sum: 5 },
        ],
      ],
      ['of nothing', [], (p) => p.bucketAuto({ groupBy: '$v', buckets: 3 }), []],
      ['none', [], (p) => p.bucketAuto({ groupBy: '$v', buckets: 0 }), refused(/must be greater than 0/)],
      [
        'with a granularity',
        [],
        (p) => p.bucketAuto({ groupBy: '$v', buckets: 2, granularity: 'R5' }),
        unknown(/granularity of \$bucketAuto is not supported locally/),
      ],
    ],
  },
]

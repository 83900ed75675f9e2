import { manual, refused, unordered, type Fields, type StageTable } from './rows'

const BOOK: Fields = { _id: 1, title: 'abc123', author: { last: 'zzz', first: 'aaa' }, copies: 5 }
const COPIES: Fields[] = [
  { _id: 1, item: 'ABC', sizes: ['S', 'M', 'L'] },
  { _id: 2, item: 'EFG', sizes: [] },
  { _id: 3, item: 'IJK', sizes: 'M' },
  { _id: 4, item: 'LMN' },
  { _id: 5, item: 'XYZ', sizes: null },
]

export const SHAPE: StageTable[] = [
  {
    title: '$project',
    page: manual('project'),
    rows: [
      [
        'fields in',
        [BOOK],
        (p) => p.project({ title: 1, author: 1 }),
        [{ _id: 1, title: 'abc123', author: { last: 'zzz', first: 'aaa' } }],
      ],
      ['without the id', [BOOK], (p) => p.project({ _id: 0, title: true }), [{ title: 'abc123' }]],
      ['only the id', [BOOK], (p) => p.project({ _id: 1 }), [{ _id: 1 }]],
      [
        'all but the id',
        [BOOK],
        (p) => p.project({ _id: 0 }),
        [{ title: 'abc123', author: { last: 'zzz', first: 'aaa' }, copies: 5 }],
      ],
      [
        'fields out',
        [BOOK],
        (p) => p.project({ 'author.first': 0, copies: false }),
        [{ _id: 1, title: 'abc123', author: { last: 'zzz' } }],
      ],
      [
        'fields out, written as objects',
        [BOOK],
        (p) => p.project({ author: { first: 0 } }),
        [{ ...BOOK, author: { last: 'zzz' } }],
      ],
      ['a path in', [BOOK], (p) => p.project({ 'author.last': 1 }), [{ _id: 1, author: { last: 'zzz' } }]],
      [
        'a path in, written as an object',
        [BOOK],
        (p) => p.project({ author: { last: 1 } }),
        [{ _id: 1, author: { last: 'zzz' } }],
      ],
      ['a path into a scalar', [BOOK], (p) => p.project({ 'title.x': 1 }), [{ _id: 1 }]],
      [
        'a path into arrays',
        [{ _id: 1, a: [{ x: 1, y: 2 }, 5, [{ x: 3 }], {}] }],
        (p) => p.project({ 'a.x': 1 }),
        [{ _id: 1, a: [{ x: 1 }, [{ x: 3 }], {}] }],
      ],
      [
        'a path out of arrays',
        [{ _id: 1, a: [{ x: 1, y: 2 }, 5] }],
        (p) => p.project({ 'a.x': 0 }),
        [{ _id: 1, a: [{ y: 2 }, 5] }],
      ],
      [
        'computed',
        [BOOK],
        (p, _, $) => p.project({ copies: 1, isbn: $.concat(['9-', '$title']), last: '$author.last' }),
        [{ _id: 1, copies: 5, isbn: '9-abc123', last: 'zzz' }],
      ],
      ['computed from what is missing', [BOOK], (p) => p.project({ x: '$nothing' }), [{ _id: 1 }]],
      [
        'computed within',
        [BOOK],
        (p) => p.project({ author: { last: 1, copies: '$copies' } }),
        [{ _id: 1, author: { last: 'zzz', copies: 5 } }],
      ],
      [
        'computed within a scalar',
        [BOOK],
        (p) => p.project({ 'title.x': '$copies' }),
        [{ _id: 1, title: { x: 5 } }],
      ],
      [
        'computed within arrays',
        [{ _id: 1, a: [{ x: 1 }, 5] }],
        (p) => p.project({ 'a.y': '$_id' }),
        [{ _id: 1, a: [{ y: 1 }, { y: 1 }] }],
      ],
      [
        'an array',
        [BOOK],
        (p) => p.project({ list: ['$copies', '$nothing'] }),
        [{ _id: 1, list: [5, null] }],
      ],
      [
        'a number is a mark, a literal is not',
        [BOOK],
        (p, _, $) => p.project({ n: $.literal(1), copies: 5 }),
        [{ _id: 1, copies: 5, n: 1 }],
      ],
      ['the id computed', [BOOK], (p) => p.project({ _id: '$title' }), [{ _id: 'abc123' }]],
      [
        'removed by $$REMOVE',
        [BOOK],
        (p, _, $) => p.project({ title: $.cond([$.gt(['$copies', 9]), '$title', '$$REMOVE']) }),
        [{ _id: 1 }],
      ],
      ['nothing', [], (p) => p.project({}), refused(/must have at least one field/)],
      ['in and out', [], (p) => p.project({ a: 1, b: 0 }), refused(/cannot mix/)],
      ['computed and out', [], (p) => p.project({ a: '$x', b: 0 }), refused(/cannot mix/)],
      ['a path twice', [], (p) => p.project({ a: 1, 'a.b': 1 }), refused(/two conflicting paths/)],
      [
        'an empty object',
        [],
        (p) => p.project({ a: {} }),
        refused(/an empty object is not a valid value. Found at path: a/),
      ],
      [
        'a field with a dollar',
        [],
        (p) => p.project({ a: { b: 1, $add: [1] } }),
        refused(/may not start with '\$'/),
      ],
    ],
  },
  {
    title: '$addFields',
    page: manual('addFields'),
    rows: [
      [
        'sums',
        [{ _id: 1, homework: [10, 5, 10], quiz: [10, 8], extra: 0 }],
        (p, _, $) =>
          p
            .addFields({ total: $.sum('$homework'), quizzes: $.sum('$quiz') })
            .addFields({ all: $.add(['$total', '$quizzes', '$extra']) })
            .project({ total: 1, all: 1 }),
        [{ _id: 1, total: 25, all: 43 }],
      ],
      [
        'within',
        [{ _id: 1, specs: { doors: 4 } }],
        (p) => p.addFields({ 'specs.fuel': 'gas' }),
        [{ _id: 1, specs: { doors: 4, fuel: 'gas' } }],
      ],
      [
        'within, as an object',
        [{ _id: 1, specs: { doors: 4 } }],
        (p) => p.addFields({ specs: { fuel: 'gas' } }),
        [{ _id: 1, specs: { doors: 4, fuel: 'gas' } }],
      ],
      ['over a field', [{ _id: 1, cats: 10 }], (p) => p.addFields({ cats: 20 }), [{ _id: 1, cats: 20 }]],
      [
        'over the id',
        [{ _id: 1, item: 'tangerine' }],
        (p) => p.addFields({ _id: '$item', item: 'fruit' }),
        [{ _id: 'tangerine', item: 'fruit' }],
      ],
      [
        'within arrays',
        [{ _id: 1, a: [{ x: 1 }, 2] }],
        (p) => p.addFields({ 'a.y': 0 }),
        [{ _id: 1, a: [{ x: 1, y: 0 }, { y: 0 }] }],
      ],
      ['within a scalar', [{ _id: 1, a: 5 }], (p) => p.addFields({ 'a.y': 0 }), [{ _id: 1, a: { y: 0 } }]],
      [
        'numbers are values',
        [{ _id: 1 }],
        (p) => p.addFields({ zero: 0, no: false }),
        [{ _id: 1, zero: 0, no: false }],
      ],
      ['missing removes', [{ _id: 1, a: 5 }], (p) => p.addFields({ a: '$nothing' }), [{ _id: 1 }]],
      [
        'all see the same document',
        [{ _id: 1, a: 1, b: 2 }],
        (p) => p.addFields({ a: '$b', b: '$a' }),
        [{ _id: 1, a: 2, b: 1 }],
      ],
      ['nothing', [], (p) => p.addFields({}), refused(/must have at least one field/)],
    ],
  },
  {
    title: '$replaceRoot',
    page: manual('replaceRoot'),
    rows: [
      ['by a field', [{ _id: 1, in: { x: 1 } }], (p) => p.replaceRoot({ newRoot: '$in' }), [{ x: 1 }]],
      [
        'by an object',
        [{ _id: 1, f: 'Gary', l: 'Sheffield' }],
        (p, _, $) => p.replaceRoot({ newRoot: { full: $.concat(['$f', ' ', '$l']) } }),
        [{ full: 'Gary Sheffield' }],
      ],
      [
        'by a merge',
        [{ _id: 1, a: { b: 2 } }],
        (p, _, $) => p.replaceRoot({ newRoot: $.mergeObjects([{ _id: '$_id', b: 0 }, '$a']) }),
        [{ _id: 1, b: 2 }],
      ],
      [
        'by what is missing',
        [{ _id: 1 }],
        (p) => p.replaceRoot({ newRoot: '$in' }),
        refused(/'newRoot' expression must evaluate to an object, but resulting value was: missing/),
      ],
      [
        'by a scalar',
        [{ _id: 1, in: 5 }],
        (p) => p.replaceRoot({ newRoot: '$in' }),
        refused(/resulting value was: int/),
      ],
      ['without a root', [], (p) => p.replaceRoot({} as { newRoot: unknown }), refused(/requires 'newRoot'/)],
    ],
  },
  {
    title: '$unwind',
    page: manual('unwind'),
    rows: [
      [
        'arrays, and what counts as an array of one',
        COPIES,
        (p) => p.unwind('$sizes'),
        unordered(
          { _id: 1, item: 'ABC', sizes: 'S' },
          { _id: 1, item: 'ABC', sizes: 'M' },
          { _id: 1, item: 'ABC', sizes: 'L' },
          { _id: 3, item: 'IJK', sizes: 'M' },
        ),
      ],
      [
        'with the index',
        COPIES,
        (p) => p.unwind({ path: '$sizes', includeArrayIndex: 'i' }).project({ item: 0 }),
        unordered(
          { _id: 1, sizes: 'S', i: 0 },
          { _id: 1, sizes: 'M', i: 1 },
          { _id: 1, sizes: 'L', i: 2 },
          { _id: 3, sizes: 'M', i: null },
        ),
      ],
      [
        'preserving',
        COPIES.slice(1),
        (p) => p.unwind({ path: '$sizes', preserveNullAndEmptyArrays: true }),
        unordered(
          { _id: 2, item: 'EFG' },
          { _id: 3, item: 'IJK', sizes: 'M' },
          { _id: 4, item: 'LMN' },
          { _id: 5, item: 'XYZ', sizes: null },
        ),
      ],
      [
        'preserving with the index',
        COPIES.slice(3),
        (p) => p.unwind({ path: '$sizes', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' }),
        unordered({ _id: 4, item: 'LMN', i: null }, { _id: 5, item: 'XYZ', sizes: null, i: null }),
      ],
      [
        'a path',
        [{ _id: 1, a: { b: [1, 2] } }],
        (p) => p.unwind('$a.b'),
        unordered({ _id: 1, a: { b: 1 } }, { _id: 1, a: { b: 2 } }),
      ],
      ['a path through an array', [{ _id: 1, a: [{ b: [1] }] }], (p) => p.unwind('$a.b'), []],
      [
        'twice',
        [{ _id: 1, a: [{ b: [1, 2] }, { b: [3] }] }],
        (p) => p.unwind('$a').unwind('$a.b').group({ _id: '$a.b' }),
        unordered({ _id: 1 }, { _id: 2 }, { _id: 3 }),
      ],
      ['without a dollar', [], (p) => p.unwind('sizes'), refused(/should be prefixed with a '\$'/)],
      [
        'with an unknown option',
        [],
        (p) => p.unwind({ path: '$a', x: 1 } as { path: string }),
        refused(/unrecognized option to \$unwind stage: x/),
      ],
      ['without a path', [], (p) => p.unwind({} as { path: string }), refused(/requires 'path'/)],
      [
        'with an index of no name',
        [],
        (p) => p.unwind({ path: '$a', includeArrayIndex: '' }),
        refused(/non-empty string for the includeArrayIndex/),
      ],
    ],
  },
]

import { manual, refused, unordered, type ExpressionTable } from './rows'

const DATE = new Date('2018-03-27T16:58:51.538Z')

export const OBJECTS: ExpressionTable[] = [
  {
    title: '$arrayToObject',
    page: manual('arrayToObject'),
    rows: [
      [
        {},
        {
          $arrayToObject: {
            $literal: [
              { k: 'item', v: 'abc' },
              { k: 'qty', v: 25 },
            ],
          },
        },
        { item: 'abc', qty: 25 },
      ],
      [
        {},
        {
          $arrayToObject: {
            $literal: [
              ['item', 'abc'],
              ['qty', 25],
            ],
          },
        },
        { item: 'abc', qty: 25 },
      ],
      [
        {},
        {
          $arrayToObject: {
            $literal: [
              ['a', 1],
              ['a', 2],
            ],
          },
        },
        { a: 2 },
      ],
      [{}, { $arrayToObject: { $literal: [] } }, {}],
      [{}, { $arrayToObject: '$a' }, null],
      [{ a: 1 }, { $arrayToObject: '$a' }, refused(/requires an array input, found: int/)],
      [
        {},
        { $arrayToObject: { $literal: [['a', 1], { k: 'b', v: 2 }] } },
        refused(/consistent input format/),
      ],
      [{}, { $arrayToObject: { $literal: [[1, 2]] } }, refused(/requires string keys, found: int/)],
      [{}, { $arrayToObject: { $literal: [['a']] } }, refused(/arrays of two elements/)],
      [{}, { $arrayToObject: { $literal: [{ k: 'a', v: 1, w: 2 }] } }, refused(/fields 'k' and 'v'/)],
      [{}, { $arrayToObject: { $literal: [['__proto__', 1]] } }, refused(/__proto__/)],
    ],
  },
  {
    title: '$objectToArray',
    page: manual('objectToArray'),
    rows: [
      [
        { d: { l: 25, w: { u: 'cm' } } },
        { $objectToArray: '$d' },
        [
          { k: 'l', v: 25 },
          { k: 'w', v: { u: 'cm' } },
        ],
      ],
      [{}, { $objectToArray: '$d' }, null],
      [{ d: [1] }, { $objectToArray: '$d' }, refused(/requires a document input, found: array/)],
    ],
  },
  {
    title: '$mergeObjects',
    page: manual('mergeObjects'),
    rows: [
      [{}, { $mergeObjects: [{ a: 1 }, null] }, { a: 1 }],
      [{}, { $mergeObjects: [null, null] }, {}],
      [{}, { $mergeObjects: [{ a: 1 }, { a: 2, b: 2 }, { a: 3, b: null, c: 3 }] }, { a: 3, b: null, c: 3 }],
      [{ o: { a: 1 } }, { $mergeObjects: ['$o', '$missing', { b: 2 }] }, { a: 1, b: 2 }],
      [{}, { $mergeObjects: [{ a: 1 }, 5] }, refused(/requires object inputs, but input is of type int/)],
    ],
  },
  {
    title: 'sets',
    page: manual('setUnion'),
    rows: [
      [
        {},
        {
          $setUnion: [
            ['a', 'b', 'a'],
            ['b', 'a'],
          ],
        },
        unordered('a', 'b'),
      ],
      [{}, { $setUnion: [['a', 'b'], [['a', 'b']]] }, unordered('a', 'b', ['a', 'b'])],
      [
        {},
        {
          $setUnion: [
            [1, 2 ** 60],
            [1.0, 2 ** 60],
          ],
        },
        unordered(1, 2 ** 60),
      ],
      [{}, { $setUnion: [['a'], '$x'] }, null],
      [
        {},
        {
          $setIntersection: [
            ['a', 'b', 'a'],
            ['b', 'a'],
          ],
        },
        unordered('a', 'b'),
      ],
      [{}, { $setIntersection: [['a', 'b'], [['a', 'b']]] }, []],
      [{}, { $setIntersection: [['a'], null] }, null],
      [
        {},
        {
          $setDifference: [
            ['a', 'b', 'a'],
            ['b', 'a'],
          ],
        },
        [],
      ],
      [
        {},
        {
          $setDifference: [
            ['c', 'b', 'c'],
            ['a', 'b'],
          ],
        },
        ['c'],
      ],
      [{}, { $setDifference: [[{ a: 1, b: 2 }], [{ b: 2, a: 1 }]] }, [{ a: 1, b: 2 }]],
      [{}, { $setDifference: ['$x', ['a']] }, null],
      [
        {},
        {
          $setEquals: [
            ['a', 'b', 'a'],
            ['b', 'a'],
          ],
        },
        true,
      ],
      [{}, { $setEquals: [['a', 'b'], [['a', 'b']]] }, false],
      [{}, { $setEquals: [['a'], ['a'], ['a', 'a']] }, true],
      [
        {},
        {
          $setIsSubset: [
            ['a', 'b', 'a'],
            ['b', 'a', 'c'],
          ],
        },
        true,
      ],
      [{}, { $setIsSubset: [['a', 'b'], [['a', 'b']]] }, false],
      [{}, { $setIsSubset: [[], ['a']] }, true],
      [{}, { $allElementsTrue: [[true, 1, 'x']] }, true],
      [{}, { $allElementsTrue: [[[false]]] }, true],
      [{}, { $allElementsTrue: [[]] }, true],
      [{}, { $allElementsTrue: [[null]] }, false],
      [{}, { $anyElementTrue: [[null, false, 0]] }, false],
      [{}, { $anyElementTrue: [[[false]]] }, true],
      [{}, { $anyElementTrue: [[]] }, false],
      [{}, { $setUnion: [['a'], 5] }, refused(/must be arrays\. One argument is of type: int/)],
      [{}, { $setEquals: [['a'], null] }, refused(/One argument is of type: null/)],
      [{}, { $setEquals: [['a']] }, refused(/takes at least 2 arguments/)],
      [{}, { $setIsSubset: ['$x', []] }, refused(/One argument is of type: missing/)],
      [{}, { $allElementsTrue: [null] }, refused(/must be an array, but is null/)],
      [{}, { $anyElementTrue: [1] }, refused(/must be an array, but is int/)],
    ],
  },
  {
    title: '$type and conversions (raw pipelines only)',
    page: manual('convert'),
    rows: [
      [{ a: 1.5 }, { $type: '$a' }, 'double'],
      [{}, { $type: '$a' }, 'missing'],
      [{ a: [] }, { $type: '$a' }, 'array'],
      [{}, { $toBool: 'false' }, true],
      [{}, { $toBool: 0 }, false],
      [{}, { $toInt: 1.99999 }, 1],
      [{}, { $toInt: '-2' }, -2],
      [{}, { $toInt: true }, 1],
      [{}, { $toInt: null }, null],
      [{}, { $toLong: DATE }, DATE.getTime()],
      [{}, { $toDouble: '-5.5' }, -5.5],
      [{}, { $toString: 2.5 }, '2.5'],
      [{}, { $toString: DATE }, '2018-03-27T16:58:51.538Z'],
      [{}, { $toDate: 120000000000.5 }, new Date('1973-10-20T21:20:00Z')],
      [{}, { $toDate: '2018-03-03' }, new Date('2018-03-03T00:00:00Z')],
      [{}, { $type: { $toObjectId: '5ab9cbfa31c2ab715d42129e' } }, 'objectId'],
      [{}, { $convert: { input: 'x', to: 'int', onError: 'no' } }, 'no'],
      [{}, { $convert: { input: '$a', to: 'int', onNull: 0 } }, 0],
      [{}, { $convert: { input: '7', to: 16 } }, 7],
      [{}, { $toInt: '1.5' }, refused(/Failed to parse number '1.5'/)],
      [{}, { $toInt: 1e12 }, refused(/overflow/)],
      [{}, { $toDate: 5 }, refused(/Unsupported conversion from int to date/)],
      [{}, { $toDate: 'Friday' }, refused(/Error parsing date string 'Friday'/)],
      [{}, { $toObjectId: 'x' }, refused(/Failed to parse objectId 'x'/)],
      [{}, { $toString: { $literal: [1] } }, refused(/Unsupported conversion from array to string/)],
      [{}, { $convert: { input: 1, to: 'nothing' } }, refused(/Unknown type name: nothing/)],
    ],
  },
  {
    title: 'totals outside $group',
    page: manual('sum'),
    rows: [
      [{ q: [10, 6, 7], f: 80 }, { $sum: '$q' }, 23],
      [{ q: [10, 6], f: 80 }, { $sum: ['$f', 5, '$x', 'y'] }, 85],
      [{ q: [10, 6] }, { $sum: ['$q', 5] }, 5],
      [{ q: [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1] }, { $sum: '$q' }, 1],
      // Rounded once, at the end: after the second number it would come to 2 less.
      [{ q: [2 ** 53, 1, 2.5] }, { $sum: '$q' }, 2 ** 53 + 4],
      [{}, { $sum: '$x' }, 0],
      [{ q: [10, 'x', null, 7] }, { $avg: '$q' }, 8.5],
      [{ q: ['x'] }, { $avg: '$q' }, null],
      [{ q: [10, null, 7] }, { $min: '$q' }, 7],
      [{ q: [10, null, 'a'] }, { $max: '$q' }, 'a'],
      [{}, { $max: ['$x', 3, '$y'] }, 3],
      [{}, { $min: '$x' }, null],
      [{ q: [2, 4, 4, 4, 5, 5, 7, 9, 'x'] }, { $stdDevPop: '$q' }, 2],
      [{ q: [1, 2, 3, 4] }, { $stdDevSamp: '$q' }, 1.2909944487358056],
      [{ q: [1] }, { $stdDevPop: '$q' }, 0],
      [{ q: [1] }, { $stdDevSamp: '$q' }, null],
    ],
  },
]

import { manual, MISSING, refused, type ExpressionTable } from './rows'

export const ARRAYS: ExpressionTable[] = [
  {
    title: '$arrayElemAt',
    page: manual('arrayElemAt'),
    rows: [
      [{}, { $arrayElemAt: [[1, 2, 3], 0] }, 1],
      [{}, { $arrayElemAt: [[1, 2, 3], -2] }, 2],
      [{}, { $arrayElemAt: [[1, 2, 3], 15] }, MISSING],
      [{}, { $arrayElemAt: [[1, 2, 3], -4] }, MISSING],
      [{}, { $arrayElemAt: ['$a', 0] }, null],
      [{}, { $arrayElemAt: [[1], null] }, null],
      [{ a: 1 }, { $arrayElemAt: ['$a', 0] }, refused(/must be an array, but is int/)],
      [{}, { $arrayElemAt: [[1], 'x'] }, refused(/must be a numeric value, but is string/)],
      [{}, { $arrayElemAt: [[1], 0.5] }, refused(/32-bit integer: 0.5/)],
    ],
  },
  {
    title: '$concatArrays',
    page: manual('concatArrays'),
    rows: [
      [{}, { $concatArrays: [['hello', ' '], ['world']] }, ['hello', ' ', 'world']],
      [
        {},
        {
          $concatArrays: [
            ['hello', ' '],
            [['world'], 'again'],
          ],
        },
        ['hello', ' ', ['world'], 'again'],
      ],
      [{ a: [1] }, { $concatArrays: ['$a', '$b'] }, null],
      [{}, { $concatArrays: [] }, []],
      [{ a: 1 }, { $concatArrays: ['$a', [1]] }, refused(/must be an array, but is int/)],
    ],
  },
  {
    title: '$filter',
    page: manual('filter'),
    rows: [
      [
        {},
        {
          $filter: {
            input: [1, 'a', 2, null, 3.1, { $literal: 4 }, '5'],
            as: 'num',
            cond: { $lt: ['$$num', 3] },
          },
        },
        [1, 2, null],
      ],
      [{ a: [1, 2, 3] }, { $filter: { input: '$a', cond: { $gte: ['$$this', 2] } } }, [2, 3]],
      [
        { a: [{ q: 1 }, { q: 2 }] },
        { $filter: { input: '$a', as: 'l', cond: { $eq: ['$$l.q', 2] } } },
        [{ q: 2 }],
      ],
      [{ a: [0, '', [], null, false, NaN] }, { $filter: { input: '$a', cond: '$$this' } }, ['', [], NaN]],
      [{}, { $filter: { input: '$a', cond: true } }, null],
      [{ a: 1 }, { $filter: { input: '$a', cond: true } }, refused(/must be an array, but is int/)],
      [{}, { $filter: { input: [] } }, refused(/Missing 'cond' parameter to \$filter/)],
      [
        {},
        { $filter: { input: [], cond: 1, limit: 1 } },
        refused(/Unrecognized argument to \$filter: limit/),
      ],
      [{}, { $filter: { input: [], as: 'X', cond: 1 } }, refused(/'X' contains an invalid character/)],
      [{}, { $filter: { input: [], as: 'x', cond: '$$this' } }, refused(/Use of undefined variable: this/)],
    ],
  },
  {
    title: '$in',
    page: manual('in'),
    rows: [
      [{}, { $in: [2, [1, 2, 3]] }, true],
      [{}, { $in: ['abc', ['xyz', 'abc']] }, true],
      [{}, { $in: ['abc', ['xyz', 'abcd']] }, false],
      [{}, { $in: [['a'], ['a']] }, false],
      [{}, { $in: [['a'], [['a']]] }, true],
      [{ a: [null] }, { $in: ['$b', '$a'] }, false],
      [{}, { $in: [1, '$a'] }, refused(/must be an array, but is missing/)],
      [{}, { $in: [1, 1] }, refused(/must be an array, but is int/)],
    ],
  },
  {
    title: '$indexOfArray',
    page: manual('indexOfArray'),
    rows: [
      [{}, { $indexOfArray: [['a', 'abc'], 'a'] }, 0],
      [{}, { $indexOfArray: [['a', 'abc', 'de', ['de']], ['de']] }, 3],
      [{}, { $indexOfArray: [[1, 2], 5] }, -1],
      [
        {},
        {
          $indexOfArray: [
            [1, 2, 3],
            [1, 2],
          ],
        },
        -1,
      ],
      [{}, { $indexOfArray: [[10, 9, 9, 8, 9], 9, 3] }, 4],
      [{}, { $indexOfArray: [['a', 'abc', 'b'], 'b', 0, 1] }, -1],
      [{}, { $indexOfArray: [['a', 'abc', 'b'], 'b', 1, 0] }, -1],
      [{}, { $indexOfArray: [['a', 'abc', 'b'], 'b', 20] }, -1],
      [{}, { $indexOfArray: [null, 'foo'] }, null],
      [{}, { $indexOfArray: ['$a', 1] }, null],
      [{}, { $indexOfArray: ['foo', 'foo'] }, refused(/must be an array, but is string/)],
      [{}, { $indexOfArray: [['foo'], 'foo', -1] }, refused(/nonnegative starting index/)],
      [{}, { $indexOfArray: [['foo'], 'foo', '$x'] }, refused(/must be a numeric value, but is null/)],
    ],
  },
  {
    title: '$isArray',
    page: manual('isArray'),
    rows: [
      [{}, { $isArray: ['hello'] }, false],
      [{}, { $isArray: [['hello', 'world']] }, true],
      [{ a: [] }, { $isArray: '$a' }, true],
      [{}, { $isArray: '$a' }, false],
    ],
  },
  {
    title: '$map',
    page: manual('map'),
    rows: [
      [{ q: [5, 6, 7] }, { $map: { input: '$q', as: 'grade', in: { $add: ['$$grade', 2] } } }, [7, 8, 9]],
      [{ q: [1] }, { $map: { input: '$q', in: '$$this' } }, [1]],
      [{ q: [{ a: 1 }, {}] }, { $map: { input: '$q', as: 'x', in: '$$x.a' } }, [1, null]],
      [{ q: [1, 2], f: 10 }, { $map: { input: '$q', as: 'x', in: { $multiply: ['$$x', '$f'] } } }, [10, 20]],
      [
        { q: [[1], [2]] },
        { $map: { input: '$q', as: 'a', in: { $map: { input: '$$a', as: 'b', in: ['$$a', '$$b'] } } } },
        [[[[1], 1]], [[[2], 2]]],
      ],
      [{}, { $map: { input: '$q', in: 1 } }, null],
      [{ q: 'x' }, { $map: { input: '$q', in: 1 } }, refused(/must be an array, but is string/)],
      [{}, { $map: { in: 1 } }, refused(/Missing 'input' parameter to \$map/)],
    ],
  },
  {
    title: '$range',
    page: manual('range'),
    rows: [
      [{}, { $range: [0, 10, 2] }, [0, 2, 4, 6, 8]],
      [{}, { $range: [10, 0, -2] }, [10, 8, 6, 4, 2]],
      [{}, { $range: [0, 10, -2] }, []],
      [{}, { $range: [0, 5] }, [0, 1, 2, 3, 4]],
      [{}, { $range: [0, 5, 0] }, refused(/non-zero step value/)],
      [{}, { $range: [0.5, 5] }, refused(/32-bit integer/)],
      [{}, { $range: ['$a', 5] }, refused(/must be a numeric value, but is missing/)],
    ],
  },
  {
    title: '$reduce',
    page: manual('reduce'),
    rows: [
      [
        {},
        { $reduce: { input: ['a', 'b', 'c'], initialValue: '', in: { $concat: ['$$value', '$$this'] } } },
        'abc',
      ],
      [
        {},
        {
          $reduce: {
            input: [1, 2, 3, 4],
            initialValue: { sum: 5, product: 2 },
            in: {
              sum: { $add: ['$$value.sum', '$$this'] },
              product: { $multiply: ['$$value.product', '$$this'] },
            },
          },
        },
        { sum: 15, product: 48 },
      ],
      [{}, { $reduce: { input: [], initialValue: 7, in: 1 } }, 7],
      [{}, { $reduce: { input: '$a', initialValue: 7, in: 1 } }, null],
      [{}, { $reduce: { input: 'x', initialValue: 7, in: 1 } }, refused(/must be an array, but is string/)],
      [{}, { $reduce: { input: [], in: 1 } }, refused(/Missing 'initialValue' parameter to \$reduce/)],
    ],
  },
  {
    title: '$reverseArray',
    page: manual('reverseArray'),
    rows: [
      [{}, { $reverseArray: [[1, 2, 3]] }, [3, 2, 1]],
      [{ a: [[1, 2], [3]] }, { $reverseArray: '$a' }, [[3], [1, 2]]],
      [{}, { $reverseArray: '$a' }, null],
      [{ a: 1 }, { $reverseArray: '$a' }, refused(/must be an array, but is int/)],
      [{}, { $reverseArray: [1, 2] }, refused(/takes exactly 1 arguments/)],
    ],
  },
  {
    title: '$size',
    page: manual('size'),
    rows: [
      [{ a: ['x', 'y'] }, { $size: '$a' }, 2],
      [{}, { $size: [[]] }, 0],
      [{}, { $size: '$a' }, refused(/must be an array, but is missing/)],
      [{ a: null }, { $size: '$a' }, refused(/must be an array, but is null/)],
      [{ a: 'x' }, { $size: '$a' }, refused(/must be an array, but is string/)],
    ],
  },
  {
    title: '$slice',
    page: manual('slice'),
    rows: [
      [{}, { $slice: [[1, 2, 3], 1, 1] }, [2]],
      [{}, { $slice: [[1, 2, 3], -2] }, [2, 3]],
      [{}, { $slice: [[1, 2, 3], 15, 2] }, []],
      [{}, { $slice: [[1, 2, 3], -15, 2] }, [1, 2]],
      [{}, { $slice: [[1, 2, 3], 2] }, [1, 2]],
      [{}, { $slice: [[1, 2, 3], 0] }, []],
      [{}, { $slice: ['$a', 1] }, null],
      [{}, { $slice: [[1], '$a'] }, null],
      [{}, { $slice: [[1], 0, '$a'] }, null],
      [{}, { $slice: [[1], 0, 0] }, refused(/Third argument to \$slice must be positive: 0/)],
      [{}, { $slice: ['x', 1] }, refused(/must be an array, but is string/)],
      [{}, { $slice: [[1], 1.5] }, refused(/32-bit integer/)],
    ],
  },
  {
    title: '$zip',
    page: manual('zip'),
    rows: [
      [{}, { $zip: { inputs: [['a'], ['b'], ['c']] } }, [['a', 'b', 'c']]],
      [{}, { $zip: { inputs: [['a'], ['b', 'c']] } }, [['a', 'b']]],
      [
        {},
        { $zip: { inputs: [['a'], ['b', 'c']], useLongestLength: true } },
        [
          ['a', 'b'],
          [null, 'c'],
        ],
      ],
      [
        {},
        { $zip: { inputs: [[1], [2, 3], [4]], useLongestLength: true, defaults: ['a', 'b', 'c'] } },
        [
          [1, 2, 4],
          ['a', 3, 'c'],
        ],
      ],
      [{}, { $zip: { inputs: [[1], '$a'] } }, null],
      [{}, { $zip: { inputs: [[1], 2] } }, refused(/must be an array, but is int/)],
      [{}, { $zip: { inputs: [] } }, refused(/requires at least one input array/)],
      [{}, { $zip: { inputs: [[1]], defaults: [1] } }, refused(/unless 'useLongestLength' is true/)],
    ],
  },
]

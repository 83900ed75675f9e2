import { cloudbase, manual, refused, unknown, type Fields, type StageTable } from './rows'

const ids = (...list: unknown[]): Fields[] => list.map((_id) => ({ _id }))
const numbered = (count: number): Fields[] => Array.from({ length: count }, (_, i) => ({ _id: i, n: i % 3 }))

const ITEMS: Fields[] = [
  { _id: '1', price: 10 },
  { _id: '2', price: 50 },
  { _id: '3', price: 20 },
  { _id: '4', price: 80 },
  { _id: '5', price: 200 },
]

export const SELECT: StageTable[] = [
  {
    title: '$match',
    page: cloudbase('stages/match'),
    rows: [
      [
        'by a value and a command',
        ITEMS,
        (p, _) => p.match({ _id: _.neq('4'), price: _.gt(20) }),
        ITEMS.filter(({ _id }) => _id === '2' || _id === '5'),
      ],
      [
        'after another stage',
        ITEMS,
        (p, _) => p.project({ price: 1 }).match({ price: _.lt(20) }),
        [ITEMS[0]],
      ],
      [
        'by an expression',
        ITEMS,
        (p, _, $) => p.match(_.expr($.eq([$.mod(['$price', 40]), 0]))),
        [ITEMS[3], ITEMS[4]],
      ],
      [
        'a text ends where it ends, not at a NUL',
        [
          { _id: 1, a: 'x' },
          { _id: 2, a: 'x\u0000y' },
        ],
        (p, _, $) => p.match({ a: 'x\u0000y' }).group({ _id: '$a', n: $.sum(1) }),
        [{ _id: 'x\u0000y', n: 1 }],
      ],
      ['twice', ITEMS, (p, _) => p.match({ price: _.gt(10) }).match({ price: _.lt(50) }), [ITEMS[2]]],
      [
        'an unknown operator',
        [],
        (p) => p.match({ $nonsense: 1 }),
        unknown(/unknown top level operator: \$nonsense/),
      ],
    ],
  },
  {
    title: '$sort',
    page: manual('sort'),
    rows: [
      ['ascending', ITEMS, (p) => p.sort({ price: 1 }).project({ price: 0 }), ids('1', '3', '2', '4', '5')],
      ['descending', ITEMS, (p) => p.sort({ price: -1 }).project({ price: 0 }), ids('5', '4', '2', '3', '1')],
      [
        'by two fields',
        [
          { _id: 1, a: 1, b: 2 },
          { _id: 2, a: 2, b: 1 },
          { _id: 3, a: 1, b: 3 },
        ],
        (p) => p.sort({ a: 1, b: -1 }).project({ _id: 1 }),
        ids(3, 1, 2),
      ],
      [
        'across types: null and missing, numbers, texts, objects, arrays by an element, booleans, dates',
        [
          { _id: 'date', v: new Date(0) },
          { _id: 'bool', v: false },
          { _id: 'array', v: [3, 9] },
          { _id: 'object', v: { a: 1 } },
          { _id: 'text', v: '10' },
          { _id: 'big', v: 2 ** 60 },
          { _id: 'number', v: 2 },
          { _id: 'missing' },
          { _id: 'empty', v: [] },
        ],
        (p) => p.sort({ v: 1 }).project({ v: 0 }),
        ids('empty', 'missing', 'number', 'array', 'big', 'text', 'object', 'bool', 'date'),
      ],
      [
        'after another stage',
        ITEMS,
        (p) =>
          p
            .addFields({ m: { $mod: ['$price', 30] } })
            .sort({ m: 1, _id: 1 })
            .project({ _id: 1 }),
        ids('1', '2', '3', '4', '5'),
      ],
      ['by nothing', [], (p) => p.sort({}), refused(/must have at least one sort key/)],
      ['by another direction', [], (p) => p.sort({ a: 2 }), refused(/must be 1/)],
    ],
  },
  {
    title: '$limit, $skip',
    page: cloudbase('stages/limit'),
    rows: [
      [
        'the first two',
        ITEMS,
        (p, _) =>
          p
            .match({ price: _.gt(20) })
            .sort({ price: 1 })
            .limit(2)
            .project({ _id: 1 }),
        ids('2', '4'),
      ],
      ['all but the first', ITEMS, (p) => p.sort({ _id: 1 }).skip(3).project({ _id: 1 }), ids('4', '5')],
      [
        'skip before limit',
        ITEMS,
        (p) => p.sort({ _id: 1 }).skip(1).limit(2).project({ _id: 1 }),
        ids('2', '3'),
      ],
      ['limit before skip', ITEMS, (p) => p.sort({ _id: 1 }).limit(2).skip(1).project({ _id: 1 }), ids('2')],
      ['skip all', ITEMS, (p) => p.skip(10), []],
      ['limit 0', [], (p) => p.limit(0), refused(/the limit must be positive/)],
      ['limit of half', [], (p) => p.limit(0.5), refused(/invalid argument to \$limit/)],
      ['skip backwards', [], (p) => p.skip(-1), refused(/invalid argument to \$skip/)],
    ],
  },
  {
    title: '20 documents unless limited',
    page: 'https://developers.weixin.qq.com/community/develop/doc/0006ee7caecd8020df7b559b451800',
    rows: [
      ['all of many', numbered(50), (p) => p.match({}).group({ _id: '$_id' }).count('n'), [{ n: 50 }]],
      [
        'many',
        numbered(50),
        (p) => p.sort({ _id: 1 }).project({ n: 0 }),
        ids(...Array.from({ length: 20 }, (_, i) => i)),
      ],
      [
        'groups',
        numbered(50),
        (p) => p.group({ _id: '$_id' }).sort({ _id: -1 }),
        ids(...Array.from({ length: 20 }, (_, i) => 49 - i)),
      ],
      [
        'with a limit',
        numbered(50),
        (p) => p.sort({ _id: 1 }).limit(45).project({ n: 0 }),
        ids(...Array.from({ length: 45 }, (_, i) => i)),
      ],
    ],
  },
  {
    title: '$count',
    page: manual('count'),
    rows: [
      ['all', ITEMS, (p) => p.count('total'), [{ total: 5 }]],
      ['of a match', ITEMS, (p, _) => p.match({ price: _.gt(20) }).count('total'), [{ total: 3 }]],
      ['after another stage', ITEMS, (p) => p.sort({ price: 1 }).limit(2).count('total'), [{ total: 2 }]],
      ['of nothing', ITEMS, (p) => p.match({ price: 0 }).count('total'), []],
      ['without a name', [], (p) => p.count(''), refused(/the count field must be a non-empty string/)],
      ['with a dollar', [], (p) => p.count('$total'), refused(/the count field/)],
      ['with a dot', [], (p) => p.count('a.b'), refused(/the count field/)],
    ],
  },
  {
    title: '$sample',
    page: manual('sample'),
    rows: [
      ['some', numbered(30), (p) => p.sample({ size: 7 }).group({ _id: '$_id' }).count('n'), [{ n: 7 }]],
      [
        'more than there are',
        ITEMS,
        (p) => p.sample({ size: 9 }).group({ _id: '$_id' }).count('n'),
        [{ n: 5 }],
      ],
      ['less than none', [], (p) => p.sample({ size: -1 }), refused(/invalid argument to \$sample/)],
      [
        'without a size',
        [],
        (p) => p.sample({} as { size: number }),
        refused(/\$sample stage requires 'size'/),
      ],
    ],
  },
  {
    title: '$geoNear',
    page: cloudbase('stages/geoNear'),
    rows: [
      [
        'is refused',
        [],
        (p) =>
          p.geoNear({ distanceField: 'd', spherical: true, near: { longitude: 120, latitude: 31 } } as never),
        unknown(/\$geoNear is not supported locally/),
      ],
    ],
  },
]

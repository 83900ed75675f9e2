import { cloudbase, manual, refused, unknown, unordered, type Fields, type StageTable } from './rows'

/** Collections to join with, by name. */
export const FOREIGN: Record<string, Fields[]> = {
  books: [
    { _id: 'book1', author: 'author 1', category: 'novel', stock: 10, title: 'novel 1' },
    { _id: 'book3', author: 'author 3', category: 'science', stock: 30, title: 'science 1' },
    { _id: 'book4', author: 'author 3', category: 'science', stock: 40, title: 'science 2' },
    { _id: 'book5', author: 'author 4', category: 'science', stock: 50, title: null },
    { _id: 'book6', author: 'author 5', category: 'novel', stock: 60 },
    { _id: 'book7', author: 'author 6', title: ['novel 1', 'other'] },
  ],
}

const titles = (...list: string[]): Fields => ({ books: list.map((_id) => ({ _id })) })

export const JOINS: StageTable[] = [
  {
    title: '$lookup by a field',
    page: cloudbase('stages/lookup'),
    rows: [
      [
        'equal, missing as null, arrays on the other side by each element',
        [{ _id: 4, book: 'novel 1' }, { _id: 5, book: 'science 1' }, { _id: 6 }, { _id: 7, book: 'nothing' }],
        (p) =>
          p
            .lookup({ from: 'books', localField: 'book', foreignField: 'title', as: 'books' })
            .project({ 'books._id': 1 }),
        unordered(
          { _id: 4, ...titles('book1', 'book7') },
          { _id: 5, ...titles('book3') },
          { _id: 6, ...titles('book5', 'book6') },
          { _id: 7, ...titles() },
        ),
      ],
      [
        'arrays on this side by each element, an empty one as null',
        [
          { _id: 1, book: ['science 1', 'science 2'] },
          { _id: 2, book: [] },
          { _id: 3, book: [null, 'science 1'] },
        ],
        (p) =>
          p
            .lookup({ from: 'books', localField: 'book', foreignField: 'title', as: 'books' })
            .project({ 'books._id': 1 }),
        unordered(
          { _id: 1, ...titles('book3', 'book4') },
          { _id: 2, ...titles('book5', 'book6') },
          { _id: 3, ...titles('book3', 'book5', 'book6') },
        ),
      ],
      [
        'a path through an array of objects: what lacks the field adds nothing',
        [{ _id: 1, l: [{ book: 'science 1' }, {}, 5] }],
        (p) =>
          p
            .lookup({ from: 'books', localField: 'l.book', foreignField: 'title', as: 'books' })
            .project({ 'books._id': 1 }),
        [{ _id: 1, ...titles('book3') }],
      ],
      [
        'into a path, over what is there',
        [{ _id: 1, book: 'science 1', x: { y: 1, books: 5 } }],
        (p) =>
          p
            .lookup({ from: 'books', localField: 'book', foreignField: 'title', as: 'x.books' })
            .project({ x: { y: 1, books: { stock: 1 } } }),
        [{ _id: 1, x: { y: 1, books: [{ stock: 30 }] } }],
      ],
      [
        'by the id',
        [{ _id: 1, book: 'book4' }],
        (p) =>
          p
            .lookup({ from: 'books', localField: 'book', foreignField: '_id', as: 'books' })
            .project({ 'books.stock': 1 }),
        [{ _id: 1, books: [{ stock: 40 }] }],
      ],
      [
        'without a field',
        [],
        (p) => p.lookup({ from: 'books', localField: 'a', as: 'x' } as never),
        refused(/both 'localField' and 'foreignField'/),
      ],
      [
        'without a name',
        [],
        (p) => p.lookup({ from: 'books', localField: 'a', foreignField: 'b' } as never),
        refused(/requires 'as'/),
      ],
      [
        'with an unknown option',
        [],
        (p) => p.lookup({ from: 'books', localField: 'a', foreignField: 'b', as: 'c', on: 1 } as never),
        refused(/unrecognized option to \$lookup stage: on/),
      ],
    ],
  },
  {
    title: '$lookup from a collection which does not exist',
    page: 'https://jira.mongodb.org/browse/SERVER-64091',
    rows: [
      [
        'gives nothing by a field',
        [{ _id: 1 }],
        (p) => p.lookup({ from: 'nowhere', localField: 'a', foreignField: 'b', as: 'c' }),
        [{ _id: 1, c: [] }],
      ],
      [
        'gives nothing by a pipeline',
        [{ _id: 1 }],
        (p) => p.lookup({ from: 'nowhere', pipeline: [{ $match: {} }], as: 'c' }),
        [{ _id: 1, c: [] }],
      ],
    ],
  },
  {
    title: '$lookup by a pipeline',
    page: manual('lookup') + '#join-conditions-and-uncorrelated-sub-queries',
    rows: [
      [
        'by conditions with variables',
        [
          { _id: 4, book: 'science 1', quantity: 20 },
          { _id: 5, book: 'science 2', quantity: 45 },
        ],
        (p, _, $) =>
          p
            .lookup({
              from: 'books',
              let: { title: '$book', wanted: '$quantity' },
              pipeline: $.pipeline()
                .match(_.expr($.and([$.eq(['$title', '$$title']), $.gte(['$stock', '$$wanted'])])))
                .project({ _id: 0, stock: 1 })
                .done(),
              as: 'stock',
            })
            .project({ stock: 1 }),
        unordered({ _id: 4, stock: [{ stock: 30 }] }, { _id: 5, stock: [] }),
      ],
      [
        'variables in other stages',
        [{ _id: 1, plus: 5 }],
        (p, _, $) =>
          p.lookup({
            from: 'books',
            let: { plus: '$plus', none: '$none' },
            pipeline: $.pipeline()
              .match({ _id: 'book1' })
              .project({ _id: 0, n: $.add(['$stock', '$$plus']), none: '$$none' })
              .done(),
            as: 'x',
          }),
        [{ _id: 1, plus: 5, x: [{ n: 15 }] }],
      ],
      [
        'a plain condition does not see them',
        [{ _id: 1, a: 'author 3' }],
        (p, _, $) =>
          p.lookup({
            from: 'books',
            let: { a: '$a' },
            pipeline: $.pipeline().match({ author: '$$a' }).done(),
            as: 'x',
          }),
        [{ _id: 1, a: 'author 3', x: [] }],
      ],
      [
        'without relation, more than 20 documents or fewer',
        [{ _id: 1 }, { _id: 2 }],
        (p, _, $) =>
          p.lookup({
            from: 'books',
            pipeline: $.pipeline().match({ category: 'science' }).count('n').done(),
            as: 'x',
          }),
        unordered({ _id: 1, x: [{ n: 3 }] }, { _id: 2, x: [{ n: 3 }] }),
      ],
      [
        'within another',
        [{ _id: 1, a: 'author 3' }],
        (p, _, $) =>
          p.lookup({
            from: 'books',
            let: { a: '$a' },
            pipeline: $.pipeline()
              .match(_.expr($.eq(['$author', '$$a'])))
              .lookup({
                from: 'books',
                let: { t: '$title' },
                pipeline: $.pipeline()
                  .match(_.expr($.and([$.eq(['$title', '$$t']), $.eq(['$author', '$$a'])])))
                  .project({ stock: 1, _id: 0 })
                  .done(),
                as: 'same',
              })
              .project({ _id: 0, same: 1 })
              .done(),
            as: 'x',
          }),
        [{ _id: 1, a: 'author 3', x: [{ same: [{ stock: 30 }] }, { same: [{ stock: 40 }] }] }],
      ],
      [
        'with an unknown variable',
        [],
        (p, _, $) =>
          p.lookup({
            from: 'books',
            let: { a: 1 },
            pipeline: $.pipeline()
              .match(_.expr($.eq(['$title', '$$b'])))
              .done(),
            as: 'x',
          }),
        refused(/Use of undefined variable: b/),
      ],
      [
        'with an unknown stage',
        [],
        (p) => p.lookup({ from: 'books', pipeline: [{ $nonsense: 1 }], as: 'x' }),
        unknown(/Unrecognized pipeline stage name/),
      ],
      [
        'with both forms',
        [],
        (p) =>
          p.lookup({ from: 'books', localField: 'a', foreignField: 'b', pipeline: [], as: 'x' } as never),
        unknown(/not supported locally/),
      ],
      [
        'with a variable of a wrong name',
        [],
        (p) => p.lookup({ from: 'books', let: { Big: 1 }, pipeline: [], as: 'x' }),
        refused(/'Big' contains an invalid character/),
      ],
    ],
  },
]

import { refused, updates, updatesRaw, startContract } from './contract'

startContract()

// https://docs.cloudbase.net/en/api-reference/webv3-next/database/update
// https://www.mongodb.com/docs/manual/reference/operator/update/push/
describe('_.push', () => {
  updates([
    [{ a: [1] }, (_) => ({ a: _.push(2) }), { a: [1, 2] }],
    [{ a: [1] }, (_) => ({ a: _.push([2, 3]) }), { a: [1, 2, 3] }],
    [{ a: [1] }, (_) => ({ a: _.push([[2, 3]]) }), { a: [1, [2, 3]] }],
    [{}, (_) => ({ a: _.push([3, 4]) }), { a: [3, 4] }],
    [{}, (_) => ({ a: _.push([]) }), { a: [] }],
    [{ a: [1] }, (_) => ({ a: _.push([]) }), { a: [1] }],
    [{ a: [[1]] }, (_) => ({ 'a.0': _.push(2) }), { a: [[1, 2]] }],
    [{ a: [1, 2] }, (_) => ({ a: _.push({ each: [9], position: 1 }) }), { a: [1, 9, 2] }],
    [{ a: [1, 2] }, (_) => ({ a: _.push({ each: [8, 9], position: 0 }) }), { a: [8, 9, 1, 2] }],
    [{ a: [1, 2, 3] }, (_) => ({ a: _.push({ each: [9], position: -1 }) }), { a: [1, 2, 9, 3] }],
    [{ a: [1, 2] }, (_) => ({ a: _.push({ each: [9], position: 50 }) }), { a: [1, 2, 9] }],
    [{ a: [1, 2] }, (_) => ({ a: _.push({ each: [9], position: -50 }) }), { a: [9, 1, 2] }],
    [{ a: [3, 1] }, (_) => ({ a: _.push({ each: [2], sort: 1 } as never) }), { a: [1, 2, 3] }],
    [{ a: [3, 1] }, (_) => ({ a: _.push({ each: [2], sort: -1 } as never) }), { a: [3, 2, 1] }],
    [
      { a: [{ n: 3 }, { n: 1 }] },
      (_) => ({ a: _.push({ each: [{ n: 2 }], sort: { n: 1 }, slice: 2 } as never) }),
      { a: [{ n: 1 }, { n: 2 }] },
    ],
    [
      { a: [{ n: { k: 2 } }, { x: 1 }, 5] },
      (_) => ({ a: _.push({ each: [{ n: { k: 1 } }], sort: { 'n.k': -1 } } as never) }),
      { a: [{ n: { k: 2 } }, { n: { k: 1 } }, { x: 1 }, 5] },
    ],
    [{ a: [1, 2] }, (_) => ({ a: _.push({ each: [3], slice: -2 } as never) }), { a: [2, 3] }],
    [{ a: [1, 2] }, (_) => ({ a: _.push({ each: [3], slice: 0 } as never) }), { a: [] }],
    [{ a: [1, 2, 3] }, (_) => ({ a: _.push({ each: [], slice: 2 } as never) }), { a: [1, 2] }],
    [{ a: 1 }, (_) => ({ a: _.push(2) }), refused(/^The field 'a' must be an array but is of type int in document \{_id: "d"\}$/)], // prettier-ignore
    [{ a: null }, (_) => ({ a: _.push(2) }), refused(/must be an array but is of type null/)],
    [{ a: {} }, (_) => ({ a: _.push(2) }), refused(/must be an array but is of type object/)],
    [{ a: 1 }, (_) => ({ 'a.b': _.push(2) }), refused(/Cannot create field 'b' in element \{a: 1\}/)],
    [{ a: [] }, (_) => ({ a: _.push({ each: 1 } as never) }), refused(/The argument to \$each in \$push must be an array but it was of type: int/)], // prettier-ignore
    [{ a: [] }, (_) => ({ a: _.push({ each: [], slice: 1.5 } as never) }), refused(/The value for \$slice must be an integer value but was given type: double/)], // prettier-ignore
    [{ a: [] }, (_) => ({ a: _.push({ each: [], position: 'x' } as never) }), refused(/The value for \$position must be an integer value, not of type: string/)], // prettier-ignore
    [{ a: [] }, (_) => ({ a: _.push({ each: [], sort: 2 } as never) }), refused(/\$sort element value must be either 1 or -1/)], // prettier-ignore
    [{ a: [] }, (_) => ({ a: _.push({ each: [], sort: 'n' } as never) }), refused(/The \$sort is invalid/)],
    [{ a: [] }, (_) => ({ a: _.push({ each: [], sort: {} } as never) }), refused(/\$sort pattern is empty/)],
    [{ a: [] }, (_) => ({ a: _.push({ each: [], sort: { 'n.': 1 } } as never) }), refused(/dotted field but has an empty part: n\./)], // prettier-ignore
    [{ a: [] }, (_) => ({ a: _.push([{ $b: 1 }]) }), refused(/not valid for storage/)],
  ])
  updatesRaw([
    [
      { a: [] },
      () => ({ $push: { a: { $each: [1], $top: 1 } } }),
      refused(/Unrecognized clause in \$push: \$top/),
    ],
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/update/pop/
describe('_.pop and _.shift', () => {
  updates([
    [{ a: [1, 2, 3] }, (_) => ({ a: _.pop() }), { a: [1, 2] }],
    [{ a: [1, 2, 3] }, (_) => ({ a: _.shift() }), { a: [2, 3] }],
    [{ a: [] }, (_) => ({ a: _.pop() }), { a: [] }],
    [{ b: 1 }, (_) => ({ a: _.shift(), 'c.d': _.pop() }), { b: 1 }],
    [{ a: 1 }, (_) => ({ a: _.pop() }), refused(/^Path 'a' contains an element of non-array type 'int'$/)],
    [{ a: null }, (_) => ({ a: _.pop() }), refused(/of non-array type 'null'/)],
    [{ a: 1 }, (_) => ({ 'a.b': _.pop() }), refused(/^Cannot use the part \(b\) of \(a\.b\) to traverse the element \(\{a: 1\}\)$/)], // prettier-ignore
  ])
  updatesRaw([
    [{ a: [1] }, () => ({ $pop: { a: 2 } }), refused(/^\$pop expects 1 or -1, found: 2$/)],
    [{ a: [1] }, () => ({ $pop: { a: 'x' } }), refused(/Expected a number in: a: "x"/)],
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/update/position/
describe('_.unshift', () => {
  updates([
    [{ a: [3] }, (_) => ({ a: _.unshift([1, 2]) }), { a: [1, 2, 3] }],
    [{ a: [3] }, (_) => ({ a: _.unshift(1) }), { a: [1, 3] }],
    [{}, (_) => ({ a: _.unshift(1) }), { a: [1] }],
    [{ a: 1 }, (_) => ({ a: _.unshift(1) }), refused(/must be an array but is of type int/)],
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/update/pull/
describe('_.pull', () => {
  updates([
    [{ a: [1, 2, 1] }, (_) => ({ a: _.pull(1) }), { a: [2] }],
    [{ a: [1, 2, 3] }, (_) => ({ a: _.pull(_.gte(2)) }), { a: [1] }],
    [{ a: [1, 2, 3] }, (_) => ({ a: _.pull(_.in([1, 3])) }), { a: [2] }],
    [{ a: [1, null, 2] }, (_) => ({ a: _.pull(null) }), { a: [1, 2] }],
    [{ a: [[1], [2], 1] }, (_) => ({ a: _.pull([1]) }), { a: [[2], 1] }],
    // An operator looks into an element which is an array.
    [{ a: [[1, 5], [2], 7] }, (_) => ({ a: _.pull(_.gt(4)) }), { a: [[2]] }],
    [{ a: [{ k: 1, q: 2 }, { k: 2, q: 9 }, 5] }, (_) => ({ a: _.pull({ k: 2, q: _.gt(5) }) }), { a: [{ k: 1, q: 2 }, 5] }], // prettier-ignore
    [
      { a: [{ k: { z: 1 } }, { k: { z: 2 } }] },
      (_) => ({ a: _.pull({ 'k.z': 2 }) }),
      { a: [{ k: { z: 1 } }] },
    ],
    [{ a: ['x', 'ab'] }, (_) => ({ a: _.pull(/^a/) }), { a: ['x'] }],
    [{ a: [1] }, (_) => ({ a: _.pull(9) }), { a: [1] }],
    [{ b: 1 }, (_) => ({ a: _.pull(9), 'c.d': _.pull(1) }), { b: 1 }],
    [{ a: 'x' }, (_) => ({ a: _.pull(2) }), refused(/^Cannot apply \$pull to a non-array value$/)],
    [{ a: 1 }, (_) => ({ 'a.b': _.pull(2) }), refused(/Cannot use the part \(b\) of \(a\.b\)/)],
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/update/pullAll/
describe('_.pullAll', () => {
  updates([
    [{ a: [1, 2, 3, 1] }, (_) => ({ a: _.pullAll([1, 3]) }), { a: [2] }],
    [{ a: [{ k: 1 }, { k: 1, q: 2 }] }, (_) => ({ a: _.pullAll([{ k: 1 }]) }), { a: [{ k: 1, q: 2 }] }],
    [{ a: [1] }, (_) => ({ a: _.pullAll([]) }), { a: [1] }],
    [{ a: [1] }, (_) => ({ a: _.pullAll(1 as never) }), refused(/^\$pullAll requires an array argument but was given a int$/)], // prettier-ignore
    [{ a: {} }, (_) => ({ a: _.pullAll([1]) }), refused(/Cannot apply \$pull to a non-array value/)],
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/update/addToSet/
describe('_.addToSet', () => {
  updates([
    [{ a: [1] }, (_) => ({ a: _.addToSet(2) }), { a: [1, 2] }],
    [{ a: [1] }, (_) => ({ a: _.addToSet(1) }), { a: [1] }],
    [{}, (_) => ({ a: _.addToSet(1) }), { a: [1] }],
    [{ a: [1, 1] }, (_) => ({ a: _.addToSet(2) }), { a: [1, 1, 2] }],
    [{ a: [1] }, (_) => ({ a: _.addToSet([1, 2]) }), { a: [1, [1, 2]] }],
    [{ a: [1] }, (_) => ({ a: _.addToSet({ $each: [1, 2, 2] }) }), { a: [1, 2] }],
    [{ a: [{ x: 1, y: 2 }] }, (_) => ({ a: _.addToSet({ x: 1, y: 2 }) }), { a: [{ x: 1, y: 2 }] }],
    [{ a: [{ x: 1, y: 2 }] }, (_) => ({ a: _.addToSet({ y: 2, x: 1 }) }), { a: [{ x: 1, y: 2 }, { y: 2, x: 1 }] }], // prettier-ignore
    [{ a: {} }, (_) => ({ a: _.addToSet(2) }), refused(/^Cannot apply \$addToSet to non-array field\. Field named 'a' has non-array type object$/)], // prettier-ignore
    [{ a: [] }, (_) => ({ a: _.addToSet({ $each: 1 }) }), refused(/The argument to \$each in \$addToSet must be an array but it was of type int/)], // prettier-ignore
    [
      { a: [] },
      (_) => ({ a: _.addToSet({ $each: [], $slice: 1 }) }),
      refused(/Found unexpected fields after \$each/),
    ],
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/update/positional/
describe('the matched element, $', () => {
  const lines = [{ sku: 'p', q: 1 }, { sku: 'q', q: 5 }] // prettier-ignore
  describe('by a field of the elements', () => {
    updates(
      [
        [{ lines }, () => ({ 'lines.$.q': 9 }), { lines: [lines[0], { sku: 'q', q: 9 }] }],
        [{ lines }, (_) => ({ 'lines.$.q': _.inc(1) }), { lines: [lines[0], { sku: 'q', q: 6 }] }],
        [{ lines }, (_) => ({ 'lines.$': _.set({ x: 1 }) }), { lines: [lines[0], { x: 1 }] }],
        [{ lines }, () => ({ 'lines.$.q.$': 9 }), refused(/Too many positional \(i\.e\. '\$'\) elements/)],
        [
          { lines },
          () => ({ 'lines.$[x].q': 9 }),
          refused(/No array filter found for identifier 'x' in path/),
        ],
      ],
      { query: { 'lines.sku': 'q' } },
    )
  })
  describe('by an element of its own, outermost first', () => {
    updates([[{ a: [4, 5, 6] }, () => ({ 'a.$': 0 }), { a: [4, 0, 6] }]], { query: { a: 5 } })
    updates([[{ a: [{ b: [1] }, { b: [2, 3] }] }, () => ({ 'a.$.c': 0 }), { a: [{ b: [1] }, { b: [2, 3], c: 0 }] }]], { query: { 'a.b': 3 } }) // prettier-ignore
  })
  describe('without an array in the query', () => {
    updatesRaw([[{ a: [1] }, () => ({ $set: { '$.a': 2 } }), refused(/positional \(i\.e\. '\$'\) element in the first position/)]]) // prettier-ignore
    updates([[{ a: [1] }, () => ({ 'a.$': 2 }), refused(/^The positional operator did not find the match needed from the query\.$/)]]) // prettier-ignore
  })
})

// https://www.mongodb.com/docs/manual/reference/operator/update/positional-all/
describe('all elements, $[]', () => {
  updates([
    [{ a: [1, 2] }, (_) => ({ 'a.$[]': _.inc(10) }), { a: [11, 12] }],
    [{ a: [{ q: 1 }, {}] }, () => ({ 'a.$[].q': 7 }), { a: [{ q: 7 }, { q: 7 }] }],
    [{ a: [[1], [2]] }, (_) => ({ 'a.$[].$[]': _.mul(2) }), { a: [[2], [4]] }],
    [{ a: [] }, () => ({ 'a.$[]': 1 }), { a: [] }],
    [{ a: 5 }, () => ({ 'a.$[]': 1 }), refused(/^Cannot apply array updates to non-array element a: 5$/)],
    [{ b: 5 }, () => ({ 'a.$[]': 1 }), refused(/^The path 'a' must exist in the document in order to apply array updates\.$/)], // prettier-ignore
    [{ a: ['x', 1] }, (_) => ({ 'a.$[]': _.inc(1) }), refused(/non-numeric type string/)],
  ])
})

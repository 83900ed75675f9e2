import { finds, findsRaw, noOperator, refused, startContract, type Documents } from './contract'

startContract()

const lines = (...pairs: [string, number][]): object => ({ a: pairs.map(([sku, q]) => ({ sku, q })) })
const documents: Documents = {
  deep: { a: [[{ b: 1 }], { b: [2, 3] }] },
  empty: { a: [] },
  lines1: lines(['p', 5]),
  lines2: lines(['p', 1], ['q', 5]),
  nested: { a: [[1, 2], 3] },
  numbers: { a: [1, 5, 9] },
  scalar: { a: 5 },
  tags: { a: ['x', 'y'] },
  tagX: { a: 'x' },
}

// https://www.mongodb.com/docs/manual/tutorial/query-arrays/ and …/query-array-of-documents/
describe('paths through arrays', () => {
  finds(documents, [
    [() => ({ a: 'x' }), 'tagX tags'],
    [() => ({ 'a.sku': 'p' }), 'lines1 lines2'],
    [() => ({ 'a.0.sku': 'p' }), 'lines1 lines2'],
    [() => ({ 'a.1.q': 5 }), 'lines2'],
    [() => ({ 'a.0': 1 }), 'numbers'],
    [() => ({ 'a.0.0': 1 }), 'nested'],
    [() => ({ 'a.1': 3 }), 'nested'],
    [() => ({ 'a.0': [1, 2] }), 'nested'],
    [() => ({ 'a.b': 2 }), 'deep'],
    [() => ({ 'a.b.1': 3 }), 'deep'],
    // An array within an array is entered by position only.
    [() => ({ 'a.b': 1 }), ''],
    [() => ({ 'a.0.b': 1 }), 'deep'],
    [(_) => ({ 'a.q': _.gt(4), 'a.sku': 'q' }), 'lines2'],
    [() => ({ 'a.sku': null }), 'deep scalar tagX'],
    [(_) => ({ 'a.q': _.neq(5) }), 'deep empty nested numbers scalar tagX tags'],
    [(_) => ({ 'a.9': _.exists(true) }), ''],
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/query/all/
describe('_.all', () => {
  finds(documents, [
    [(_) => ({ a: _.all(['y', 'x']) }), 'tags'],
    [(_) => ({ a: _.all(['x']) }), 'tagX tags'],
    [(_) => ({ a: _.all([]) }), ''],
    [(_) => ({ a: _.all([[1, 2]]) }), 'nested'],
    [(_) => ({ 'a.sku': _.all(['p', 'q']) }), 'lines2'],
    [(_) => ({ a: _.all([/^x/, 'y']) }), 'tags'],
    [(_) => ({ a: _.all([_.elemMatch({ sku: 'p' }), _.elemMatch({ q: 5 })]) }), 'lines1 lines2'],
    [(_) => ({ a: _.all(5 as never) }), refused(/^\$all needs an array$/)],
    [(_) => ({ a: _.all([_.gt(1)]) }), refused(/^no \$ expressions in \$all$/)],
    [(_) => ({ a: _.all([_.elemMatch({ q: 5 }), 5]) }), refused(/^\$all\/\$elemMatch has to be consistent$/)],
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/query/elemMatch/
describe('_.elemMatch', () => {
  finds(documents, [
    [(_) => ({ a: _.elemMatch({ sku: 'p', q: _.gt(4) }) }), 'lines1'],
    [(_) => ({ a: _.elemMatch({ sku: 'q' }) }), 'lines2'],
    [(_) => ({ a: _.elemMatch(_.gt(4)) }), 'numbers'],
    [(_) => ({ a: _.elemMatch(_.eq('x')) }), 'tags'],
    [(_) => ({ a: _.elemMatch({ $gt: 1, $lt: 5 } as never) }), 'nested'],
    [(_) => ({ a: _.elemMatch({ $gt: 5, $lt: 9 } as never) }), ''],
    [(_) => ({ a: _.elemMatch({ b: _.gt(2) }) }), 'deep'],
    [(_) => ({ 'a.b': _.elemMatch(_.gt(2)) }), 'deep'],
    // An array within the array is looked into by position.
    [(_) => ({ a: _.elemMatch({ '0': 1 }) }), 'nested'],
    [(_) => ({ a: _.elemMatch(_.neq(1)) }), 'deep lines1 lines2 nested numbers tags'],
    [(_) => ({ a: _.elemMatch(5 as never) }), refused(/^\$elemMatch needs an Object$/)],
  ])
  findsRaw(documents, [
    [() => ({ a: { $elemMatch: { $or: [{ sku: 'q' }, { q: 5 }] } } }), 'lines1 lines2'],
    [() => ({ a: { $elemMatch: { $elemMatch: { $eq: 1 } } } }), 'nested'],
    [() => ({ a: { $elemMatch: { $in: [9, 'y'] } } }), 'numbers tags'],
    [() => ({ a: { $elemMatch: { $not: { $gte: 1 } } } }), 'deep lines1 lines2 nested tags'],
    [() => ({ a: { $elemMatch: { $nope: 1 } } }), noOperator(/^unknown operator: \$nope$/)],
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/query/size/
describe('_.size', () => {
  finds(documents, [
    [(_) => ({ a: _.size(0) }), 'empty'],
    [(_) => ({ a: _.size(2) }), 'deep lines2 nested tags'],
    [(_) => ({ a: _.size(3) }), 'numbers'],
    [(_) => ({ 'a.b': _.size(2) }), 'deep'],
    [
      (_) => ({ a: _.size('2' as never) }),
      refused(/^Failed to parse \$size\. Expected a number in: \$size: "2"$/),
    ],
    [(_) => ({ a: _.size(1.5) }), refused(/^Failed to parse \$size\. Expected an integer: \$size: 1\.5$/)],
    [(_) => ({ a: _.size(-1) }), refused(/Expected a non-negative number in: \$size: -1$/)],
  ])
})

import { noOperator, refused, updates, updatesRaw, startContract } from './contract'

startContract()

type Bit = { bit(value: object): object }

// https://docs.cloudbase.net/en/api-reference/webv3-next/database/update
// https://www.mongodb.com/docs/manual/reference/operator/update/set/
describe('plain values and _.set', () => {
  updates([
    [{ a: 1 }, () => ({ a: 2, b: [3] }), { a: 2, b: [3] }],
    [{ a: 1 }, () => ({ a: null }), { a: null }],
    [{ a: 1 }, () => ({ a: undefined, b: 2 }), { a: 1, b: 2 }],
    [{ a: { x: 1, y: 2 } }, () => ({ a: { x: 5 } }), { a: { x: 5, y: 2 } }],
    [{ a: { x: { p: 1, q: 2 } } }, () => ({ a: { x: { q: 3 } } }), { a: { x: { p: 1, q: 3 } } }],
    [{ a: { x: 1, y: 2 } }, (_) => ({ a: _.set({ x: 5 }) }), { a: { x: 5 } }],
    [{ a: { x: 1 } }, (_) => ({ a: _.set({}) }), { a: {} }],
    [{}, () => ({ 'a.b.c': 1 }), { a: { b: { c: 1 } } }],
    [{ a: [1, { b: 2 }] }, () => ({ 'a.1.b': 3 }), { a: [1, { b: 3 }] }],
    [{ a: [1] }, () => ({ 'a.3': 4 }), { a: [1, null, null, 4] }],
    [{ a: [[1, 2]] }, () => ({ 'a.0.1': 9 }), { a: [[1, 9]] }],
    [{}, () => ({ 'a.0': 1 }), { a: { 0: 1 } }],
    [{ a: 1 }, () => ({ a: 1 }), { a: 1 }],
    [{ a: { x: 1 } }, () => ({ a: { x: 1 } }), { a: { x: 1 } }],
    [{ a: 1 }, () => ({ 'a.b': 1 }), refused(/^Cannot create field 'b' in element \{a: 1\}$/)],
    [{ a: null }, () => ({ a: { b: 1 } }), refused(/^Cannot create field 'b' in element \{a: null\}$/)],
    [{ a: [1] }, () => ({ 'a.b': 1 }), refused(/^Cannot create field 'b' in element \{a: \[1\]\}$/)],
    [{ a: [1] }, () => ({ 'a.01': 1 }), refused(/Cannot create field '01'/)],
    [{ a: [] }, () => ({ 'a.9000000': 1 }), refused(/cannot backfill array/)],
    [{ a: 1 }, () => ({ 'a..b': 1 }), refused(/contains an empty field name/)],
    [{ a: 1 }, () => ({ 'b.': 1 }), refused(/The update path 'b\.' contains an empty field name/)],
    [{ a: 1 }, () => ({ 'b.$c': 1 }), refused(/dollar \(\$\) prefixed field '\$c'.* not valid for storage/)],
    [{ a: 1 }, (_) => ({ a: _.set({ $b: 1 }) }), refused(/prefixed field '\$b' in 'a' is not valid/)],
    [{ a: 1 }, (_) => ({ a: _.set({ 'b.c': 1 }) }), refused(/dotted field 'b\.c' in 'a' is not valid/)],
    [{ a: 1 }, () => ({}), refused(/the update document must have at least one element/)],
    [{ a: 1 }, () => ({ b: {} }), refused(/must have at least one element/)],
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/update/unset/
describe('_.remove', () => {
  updates([
    [{ a: 1, b: 2 }, (_) => ({ a: _.remove() }), { b: 2 }],
    [{ a: { b: 1, c: 2 } }, (_) => ({ 'a.b': _.remove() }), { a: { c: 2 } }],
    [{ a: { b: 1, c: 2 } }, (_) => ({ a: { b: _.remove() } }), { a: { c: 2 } }],
    [{ a: [1, 2] }, (_) => ({ 'a.0': _.remove() }), { a: [null, 2] }],
    [{ a: [{ b: 1 }] }, (_) => ({ 'a.0.b': _.remove() }), { a: [{}] }],
    [{ a: 1 }, (_) => ({ b: _.remove(), 'a.b.c': _.remove() }), { a: 1 }],
    [{ a: [1] }, (_) => ({ 'a.b': _.remove(), 'a.5': _.remove() }), { a: [1] }],
  ])
  updatesRaw([[{ a: 1 }, () => ({ $unset: { '': 1 } }), refused(/^An empty update path is not valid\.$/)]])
  updatesRaw([[{ a: 1 }, () => ({ $unset: { _id: '' } }), refused(/modify the immutable field '_id'/)]])
})

// https://www.mongodb.com/docs/manual/reference/operator/update/inc/
describe('_.inc', () => {
  updates([
    [{ a: 1 }, (_) => ({ a: _.inc(-3) }), { a: -2 }],
    [{}, (_) => ({ a: _.inc(2) }), { a: 2 }],
    [{}, (_) => ({ 'a.b': _.inc(2) }), { a: { b: 2 } }],
    [{ a: 0.5 }, (_) => ({ a: _.inc(1) }), { a: 1.5 }],
    [{ a: 1 }, (_) => ({ a: _.inc(0) }), { a: 1 }],
    [{}, (_) => ({ a: _.inc(0) }), { a: 0 }],
    [{ a: 2147483647 }, (_) => ({ a: _.inc(1) }), { a: 2147483648 }],
    [{ a: [1, 2] }, (_) => ({ 'a.1': _.inc(5) }), { a: [1, 7] }],
    [{ a: [{ n: 1 }] }, (_) => ({ 'a.0.n': _.inc(1) }), { a: [{ n: 2 }] }],
    [{ a: '1' }, (_) => ({ a: _.inc(1) }), refused(/^Cannot apply \$inc to a value of non-numeric type\. \{_id: "d"\} has the field 'a' of non-numeric type string$/)], // prettier-ignore
    [{ a: null }, (_) => ({ a: _.inc(1) }), refused(/of non-numeric type null/)],
    [{ a: [1] }, (_) => ({ a: _.inc(1) }), refused(/of non-numeric type array/)],
    [{ a: true }, (_) => ({ a: _.inc(1) }), refused(/of non-numeric type bool/)],
    [{ a: new Date(5) }, (_) => ({ a: _.inc(1) }), refused(/of non-numeric type date/)],
    [{ a: 'x' }, (_) => ({ 'a.b': _.inc(1) }), refused(/Cannot create field 'b' in element \{a: "x"\}/)],
    [{ a: 1 }, (_) => ({ a: _.inc('1' as never) }), refused(/^Cannot increment with non-numeric argument: \{a: "1"\}$/)], // prettier-ignore
    [{ a: 1 }, (_) => ({ a: _.inc(null as never) }), refused(/Cannot increment with non-numeric argument/)],
  ])
  updatesRaw([
    [{ a: 1 }, () => ({ $inc: { a: { $numberLong: '9223372036854775807' } } }), refused(/Failed to apply \$inc operations to current value \(\(NumberLong\)1\) for document \{_id: "d"\}/)], // prettier-ignore
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/update/mul/
describe('_.mul', () => {
  updates([
    [{ a: 3 }, (_) => ({ a: _.mul(4) }), { a: 12 }],
    [{ a: 3 }, (_) => ({ a: _.mul(0.5) }), { a: 1.5 }],
    [{}, (_) => ({ a: _.mul(4) }), { a: 0 }],
    [{ a: 3 }, (_) => ({ a: _.mul(1) }), { a: 3 }],
    [{ a: [1] }, (_) => ({ a: _.mul(2) }), refused(/Cannot apply \$mul to a value of non-numeric type/)],
    [{ a: 1 }, (_) => ({ a: _.mul('2' as never) }), refused(/^Cannot multiply with non-numeric argument: \{a: "2"\}$/)], // prettier-ignore
    [{ a: 9007199254740991 }, (_) => ({ a: _.mul(9007199254740991) }), refused(/Failed to apply \$mul operations/)], // prettier-ignore
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/update/min/ and …/max/
describe('_.min and _.max', () => {
  updates([
    [{ a: 3, b: 3 }, (_) => ({ a: _.min(2), b: _.min(9), c: _.min(1) }), { a: 2, b: 3, c: 1 }],
    [{ a: 3, b: 3 }, (_) => ({ a: _.max(2), b: _.max(9), c: _.max(1) }), { a: 3, b: 9, c: 1 }],
    [{ a: 3 }, (_) => ({ a: _.min(3) }), { a: 3 }],
    // Values of different types compare by the order of types: null < number < string < boolean < date.
    [{ a: 3 }, (_) => ({ a: _.max('x') }), { a: 'x' }],
    [{ a: 3 }, (_) => ({ a: _.min('x') }), { a: 3 }],
    [{ a: 3 }, (_) => ({ a: _.min(null) }), { a: null }],
    [{ a: 'x' }, (_) => ({ a: _.max(true) }), { a: true }],
    [{ a: new Date(5) }, (_) => ({ a: _.min(new Date(4)) }), { a: new Date(4) }],
    [{ a: new Date(5) }, (_) => ({ a: _.max(true) }), { a: new Date(5) }],
    [{ a: [1, 2] }, (_) => ({ a: _.max([1, 3]) }), { a: [1, 3] }],
    [{ a: 1 }, (_) => ({ 'a.b': _.min(1) }), refused(/Cannot create field 'b'/)],
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/update/rename/
describe('_.rename', () => {
  updates([
    [{ a: 1 }, (_) => ({ a: _.rename('b') }), { b: 1 }],
    [{ a: 1, b: 2 }, (_) => ({ a: _.rename('b') }), { b: 1 }],
    [{ a: { b: 1 } }, (_) => ({ 'a.b': _.rename('c.d') }), { a: {}, c: { d: 1 } }],
    [{ b: 1 }, (_) => ({ a: _.rename('c') }), { b: 1 }],
    [
      { a: 1 },
      (_) => ({ a: _.rename('a') }),
      refused(/The source and target field for \$rename must differ: a/),
    ],
    [{ a: {} }, (_) => ({ a: _.rename('a.b') }), refused(/must not be on the same path/)],
    [
      { a: 1 },
      (_) => ({ a: _.rename(5 as never) }),
      refused(/The 'to' field for \$rename must be a string: a: 5/),
    ],
    [{ a: [{ b: 1 }] }, (_) => ({ 'a.0.b': _.rename('c') }), refused(/The source field cannot be an array element, 'a\.0\.b'/)], // prettier-ignore
    [{ a: 1, c: [] }, (_) => ({ a: _.rename('c.0') }), refused(/The destination field cannot be an array element, 'c\.0'/)], // prettier-ignore
    [
      { a: 1 },
      (_) => ({ 'a.b': _.rename('c') }),
      refused(/Cannot use the part \(b\) of \(a\.b\) to traverse/),
    ],
    [
      { a: 1 },
      (_) => ({ a: _.rename('b.$') }),
      refused(/The destination field for \$rename may not be dynamic/),
    ],
    [{ a: 1 }, (_) => ({ a: _.rename('b'), b: 2 }), refused(/Updating the path 'b' would create a conflict at 'b'/)], // prettier-ignore
    [{ a: 1 }, (_) => ({ a: _.rename('_id') }), refused(/immutable field '_id'/)],
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/update/bit/
describe('_.bit', () => {
  updates([
    [{ a: 13 }, (_) => ({ a: (_ as never as Bit).bit({ and: 10 }) }), { a: 8 }],
    [{ a: 3 }, (_) => ({ a: (_ as never as Bit).bit({ or: 5 }) }), { a: 7 }],
    [{ a: 1 }, (_) => ({ a: (_ as never as Bit).bit({ xor: 5 }) }), { a: 4 }],
    [{}, (_) => ({ a: (_ as never as Bit).bit({ or: 5 }) }), { a: 5 }],
    [{ a: 6 }, (_) => ({ a: (_ as never as Bit).bit({ or: 2 }) }), { a: 6 }],
    [{ a: 2 ** 40 }, (_) => ({ a: (_ as never as Bit).bit({ or: 1 }) }), { a: 2 ** 40 + 1 }],
    [{ a: 1.5 }, (_) => ({ a: (_ as never as Bit).bit({ and: 1 }) }), refused(/Cannot apply \$bit to a value of non-integral type.* of non-integer type double/)], // prettier-ignore
    [{ a: 1 }, (_) => ({ a: (_ as never as Bit).bit({ and: 1.5 }) }), refused(/must be an Integer\(32\/64 bit\); a 'double' is not supported here: \{and: 1\.5\}/)], // prettier-ignore
    [{ a: 1 }, (_) => ({ a: (_ as never as Bit).bit({ nand: 1 }) }), refused(/only supports 'and', 'or', and 'xor', not 'nand'/)], // prettier-ignore
    [{ a: 1 }, (_) => ({ a: (_ as never as Bit).bit(1 as never) }), refused(/not compatible with a int/)],
  ])
  updatesRaw([[{ a: 1 }, () => ({ $bit: { a: {} } }), refused(/at least one bitwise operation/)]])
})

// https://www.mongodb.com/docs/manual/reference/operator/update/
describe('updates as a whole', () => {
  updatesRaw([
    [
      { a: 1 },
      () => ({ $put: { a: 1 } }),
      noOperator(/^Unknown modifier: \$put\. Expected a valid update modifier/),
    ],
    [{ a: 1 }, () => ({ $currentDate: { a: true } }), noOperator(/not supported locally/)],
    [{ a: 1 }, () => ({ $set: { a: 2 }, b: 1 }), refused(/operators only/)],
    [{ a: 1 }, () => ({ $set: 5 }), refused(/^Modifiers operate on fields but we found type int instead\./)],
    [{ a: 1 }, () => ({ $set: {} }), refused(/^'\$set' is empty\. You must specify a field like so/)],
    [{ a: 1 }, () => ({ $set: { a: 1 }, $inc: { a: 1 } }), refused(/^Updating the path 'a' would create a conflict at 'a'$/)], // prettier-ignore
    [{ a: {} }, () => ({ $set: { a: {} }, $inc: { 'a.b': 1 } }), refused(/^Updating the path 'a\.b' would create a conflict at 'a'$/)], // prettier-ignore
    [{ a: {} }, () => ({ $set: { 'a.b': 1, 'a.c': 1 } }), { a: { b: 1, c: 1 } }],
    [{ a: 1 }, () => ({ $set: { _id: 'other' } }), refused(/^Performing an update on the path '_id' would modify the immutable field '_id'$/)], // prettier-ignore
    [{ a: 1 }, () => ({ $set: { _id: 'd', a: 2 } }), { a: 2 }],
    [{ a: 1 }, () => ({ $setOnInsert: { a: 9 } }), { a: 1 }],
    [{ a: 1 }, () => ({ $set: { a: { $inc: 1 } } }), refused(/not valid for storage/)],
  ])
})

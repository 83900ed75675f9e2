import { finds, findsRaw, invalid, mod, noOperator, refused, startContract, type Documents } from './contract'

startContract()

// https://www.mongodb.com/docs/manual/reference/operator/query/exists/
describe('_.exists', () => {
  const documents: Documents = {
    arr: { a: [{ b: 1 }, { c: 1 }] },
    empty: { a: [] },
    missing: {},
    nil: { a: null },
    obj: { a: { b: null } },
    scalars: { a: [1] },
  }
  finds(documents, [
    [(_) => ({ a: _.exists(true) }), 'arr empty nil obj scalars'],
    [(_) => ({ a: _.exists(false) }), 'missing'],
    [(_) => ({ 'a.b': _.exists(true) }), 'arr obj'],
    [(_) => ({ 'a.b': _.exists(false) }), 'empty missing nil scalars'],
    [(_) => ({ 'a.0': _.exists(true) }), 'arr scalars'],
    [(_) => ({ a: _.exists(true).and(_.neq(null)) }), 'arr empty obj scalars'],
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/query/mod/
describe('_.mod', () => {
  const documents: Documents = {
    arr: { a: [3, 4] },
    half: { a: 8.7 },
    inf: { a: Infinity },
    minus: { a: -5 },
    nan: { a: NaN },
    nil: { a: null },
    six: { a: 6 },
    text: { a: '8' },
  }
  finds(documents, [
    [(_) => ({ a: mod(_, 4, 0) }), 'arr half'],
    [(_) => ({ a: mod(_, 3, 0) }), 'arr six'],
    [(_) => ({ a: mod(_, [3, 0]) }), 'arr six'],
    [(_) => ({ a: mod(_, 3.9, 0.2) }), 'arr six'],
    [(_) => ({ a: mod(_, 3, -2) }), 'minus'],
    [(_) => ({ a: mod(_, -3, 0) }), 'arr six'],
    [(_) => ({ a: mod(_, 0, 0) }), refused(/^divisor cannot be 0$/)],
    [(_) => ({ a: mod(_, 4) }), refused(/^malformed mod, needs to be an array$/)],
    [(_) => ({ a: mod(_, [4]) }), refused(/^malformed mod, not enough elements$/)],
    [(_) => ({ a: mod(_, [4, 0, 1]) }), refused(/^malformed mod, too many elements$/)],
    [(_) => ({ a: mod(_, 'x', 0) }), refused(/^malformed mod, divisor not a number$/)],
    [(_) => ({ a: mod(_, 4, 'x') }), refused(/^malformed mod, remainder not a number$/)],
    [
      (_) => ({ a: mod(_, NaN, 0) }),
      refused(/divisor value is invalid :: caused by :: Unable to coerce NaN\/Inf/),
    ],
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/query/type/
describe('$type', () => {
  const documents: Documents = {
    arr: { a: ['x'] },
    date: { a: new Date(0) },
    double: { a: 1.5 },
    int: { a: 1 },
    long: { a: 2 ** 40 },
    missing: {},
    nil: { a: null },
    obj: { a: {} },
    text: { a: 'x' },
    yes: { a: true },
  }
  findsRaw(documents, [
    [() => ({ a: { $type: 'string' } }), 'arr text'],
    [() => ({ a: { $type: 'array' } }), 'arr'],
    [() => ({ a: { $type: 'number' } }), 'double int long'],
    [() => ({ a: { $type: ['int', 'null'] } }), 'int nil'],
    [() => ({ a: { $type: 'long' } }), 'long'],
    [() => ({ a: { $type: [1, 3, 8, 9] } }), 'date double obj yes'],
    [() => ({ a: { $type: 'text' } }), refused(/^Unknown type name alias: text$/)],
    [() => ({ a: { $type: 99 } }), refused(/^Invalid numerical type code: 99$/)],
    [() => ({ a: { $type: [] } }), refused(/must match at least one type/)],
    [() => ({ a: { $type: true } }), refused(/must be represented as a number or a string/)],
  ])
})

// https://docs.cloudbase.net/en/database/regexp : options i, m, x and s.
// https://www.mongodb.com/docs/manual/reference/operator/query/regex/ : patterns are PCRE.
describe('regular expressions', () => {
  const documents: Documents = {
    arr: { a: ['no', 'Abc'] },
    cn: { a: '中文' },
    dash: { a: 'a-b' },
    end: { a: 'abc\n' },
    lines: { a: 'x\nabc\ny' },
    low: { a: 'abc' },
    num: { a: 5 },
  }
  const regexp = (
    regexp: string,
    options = '',
  ): ((_: unknown, db: { RegExp(o: object): object }) => object) => {
    const query = (_: unknown, db: { RegExp(o: object): object }): object => ({
      a: db.RegExp({ regexp, options }),
    })
    return Object.assign(query, { toString: () => `RegExp(${regexp}, ${options})` })
  }
  finds(documents, [
    [() => ({ a: /abc/ }), 'end lines low'],
    [() => ({ a: /abc/i }), 'arr end lines low'],
    [() => ({ a: /^abc/ }), 'end low'],
    [() => ({ a: /^abc/m }), 'end lines low'],
    // PCRE's $ also stands before a last line break.
    [() => ({ a: /abc$/ }), 'end low'],
    [() => ({ a: /abc$/m }), 'end lines low'],
    [() => ({ a: /x.abc/ }), ''],
    [() => ({ a: /x.abc/s }), 'lines'],
    [() => ({ a: /^.{2}$/ }), 'arr cn'],
    [regexp('[\\d\\-]'), 'dash'],
    [regexp('a\\-b'), 'dash'],
    [() => ({ a: /^(?:abc|5)$/ }), 'end low'],
    [(_) => ({ a: _.in([/^A/, '中文']) }), 'arr cn'],
    [regexp('a b c # spaces', 'x'), 'end lines low'],
    [regexp('(?i)^ABC\\z'), 'low arr'.split(' ').sort().join(' ')],
    [regexp('\\Aabc\\Z'), 'end low'],
    [regexp('^[[:alpha:]]+$'), 'arr end low'],
    [regexp('[\\x{4e00}-\\x{9fa5}]'), 'cn'],
    [regexp('\\p{Han}'), 'cn'],
    // What JavaScript knows and PCRE does not.
    [() => ({ a: /[\u4e00-\u9fa5]/ }), refused(/Regular expression is invalid: PCRE does not support .*\\u/)],
    [() => ({ a: /a/g }), invalid(/option \[g\] is not supported/)],
    [regexp('(abc'), refused(/^Regular expression is invalid/)],
    [regexp('[abc'), refused(/missing terminating \]/)],
    [regexp('*a'), refused(/^Regular expression is invalid/)],
    [regexp('(?>abc)'), refused(/not supported locally/)],
  ])
  findsRaw(documents, [
    [() => ({ a: { $regex: '^ABC$', $options: 'i' } }), 'arr end low'],
    [() => ({ a: { $regex: 'b', $ne: 'abc' } }), 'arr dash end lines'],
    [() => ({ a: { $regex: 5 } }), refused(/^\$regex has to be a string$/)],
    [() => ({ a: { $regex: 'a', $options: 5 } }), refused(/^\$options has to be a string$/)],
    [() => ({ a: { $regex: 'a', $options: 'k' } }), refused(/^invalid flag in regex options: k$/)],
    [() => ({ a: { $options: 'i' } }), refused(/^\$options needs a \$regex$/)],
  ])
})

// https://docs.cloudbase.net/en/database/aggregate : _.expr
// https://www.mongodb.com/docs/manual/reference/operator/query/expr/
describe('_.expr', () => {
  const documents: Documents = {
    over: { spent: 12, budget: 10, lines: [1, 2] },
    under: { spent: 5, budget: 10, lines: [1] },
    unknown: { budget: 10 },
  }
  finds(documents, [
    [(_) => _.expr(_.aggregate.gt(['$spent', '$budget'])), 'over'],
    [(_) => _.expr(_.aggregate.eq([_.aggregate.multiply(['$spent', 2]), '$budget'])), 'under'],
    [(_) => _.expr(_.aggregate.and([_.aggregate.gt(['$spent', 1]), _.aggregate.lt(['$spent', 9])])), 'under'],
    [(_) => _.expr(_.aggregate.gt([_.aggregate.size(_.aggregate.ifNull(['$lines', []])), 1])), 'over'],
    [(_) => _.and([{ budget: 10 }, _.expr(_.aggregate.lt(['$spent', '$budget']))]), 'under unknown'],
    [(_) => _.expr({ $nope: 1 }), noOperator(/Unrecognized expression '\$nope'/)],
  ])
})

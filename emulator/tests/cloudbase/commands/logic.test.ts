import { finds, findsRaw, mod, noOperator, refused, startContract, type Documents } from './contract'

startContract()

const documents: Documents = {
  arr: { a: [1, 9] },
  eight: { a: 8, b: 1 },
  five: { a: 5 },
  none: { b: 2 },
  one: { a: 1, b: 1 },
  text: { a: 'xa' },
}

// https://docs.cloudbase.net/en/api-reference/webv3-next/database/fetch
// https://www.mongodb.com/docs/manual/reference/operator/query-logical/
describe('_.and and _.or', () => {
  finds(documents, [
    [(_) => _.and([{ a: _.gt(0) }, { b: 1 }]), 'eight one'],
    [(_) => _.and({ a: _.gt(0) }, { b: _.exists(false) }), 'arr five'],
    [(_) => ({ a: _.and(_.gt(2), _.lt(6)) }), 'arr five'],
    [(_) => ({ a: _.gt(2).and(_.lt(6)) }), 'arr five'],
    [(_) => _.or([{ a: 5 }, { b: 2 }]), 'five none'],
    [(_) => _.or({ a: 5 }, { b: 2, a: _.exists(true) }), 'five'],
    [(_) => ({ a: _.or(_.lt(2), _.gt(7)) }), 'arr eight one'],
    [(_) => ({ a: _.lt(2).or(_.gt(7)), b: 1 }), 'eight one'],
    [(_) => _.or([_.and([{ a: 1 }, { b: 1 }]), { a: 'xa' }]), 'one text'],
    [(_) => _.and([_.or([{ a: 1 }, { a: 5 }]), _.or([{ b: 1 }, { b: 2 }])]), 'one'],
    // The SDK merges two `or`s of one object into a single one.
    [(_) => ({ a: _.or(_.eq(5), _.eq(8)), b: _.or(_.eq(2), _.eq(3)) }), 'eight five none'],
    [(_) => _.and([]), refused(/^\$and\/\$or\/\$nor must be a nonempty array$/)],
    [(_) => _.or([]), refused(/must be a nonempty array/)],
    [(_) => _.or([5 as never]), refused(/^\$or\/\$and\/\$nor entries need to be full objects$/)],
  ])
  findsRaw(documents, [
    [() => ({ $or: { a: 1 } }), refused(/^\$or must be an array$/)],
    [() => ({ $comment: 'x', a: 5 }), 'five'],
    [() => ({ $xor: [] }), noOperator(/^unknown top level operator: \$xor/)],
    [() => ({ a: { $xor: 1 } }), noOperator(/^unknown operator: \$xor$/)],
    [() => ({ a: { $expr: 1 } }), noOperator(/^unknown operator: \$expr$/)],
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/query/nor/
describe('_.nor', () => {
  finds(documents, [
    [(_) => _.nor([{ a: 5 }, { b: 1 }]), 'arr none text'],
    [(_) => ({ a: _.nor(_.lt(2), _.gt(7)) }), 'five none text'],
    [(_) => _.nor([{ a: _.exists(true) }]), 'none'],
    [(_) => _.nor([]), refused(/must be a nonempty array/)],
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/query/not/
describe('_.not', () => {
  finds(documents, [
    [(_) => ({ a: _.not(_.gt(4)) }), 'none one text'],
    [(_) => ({ a: _.not(_.eq(1)) }), 'eight five none text'],
    [(_) => ({ a: _.not(_.in([1, 5])) }), 'eight none text'],
    [(_) => ({ a: _.not(_.exists(true)) }), 'none'],
    [(_) => ({ a: _.not(/^x/) }), 'arr eight five none one'],
    [(_) => ({ a: _.not(_.elemMatch(_.gt(8))) }), 'eight five none one text'],
    [(_) => ({ a: _.not(mod(_, 4, 0) as never) }), 'arr five none one text'],
  ])
  findsRaw(documents, [
    [() => ({ a: { $not: { $gt: 2, $lt: 6 } } }), 'eight none one text'],
    [() => ({ a: { $not: 5 } }), refused(/^\$not needs a regex or a document$/)],
    [() => ({ a: { $not: {} } }), refused(/^\$not cannot be empty$/)],
    [() => ({ a: { $not: { b: 1 } } }), noOperator(/^unknown operator: b$/)],
    [() => ({ $not: { a: 1 } }), noOperator(/^unknown top level operator: \$not/)],
  ])
})

// Not supported here: https://www.mongodb.com/docs/manual/reference/operator/query/where/ , …/text/ , …/jsonSchema/
describe('what this server does not have', () => {
  finds(documents, [
    [(_) => (_ as never as { jsonSchema(s: object): object }).jsonSchema({}), noOperator(/\$jsonSchema is not supported locally/)], // prettier-ignore
    [(_) => ({ $text: (_ as never as { text(s: object): object }).text({ search: 'x' }) }), noOperator(/\$text is not supported locally/)], // prettier-ignore
  ])
  findsRaw(documents, [
    [() => ({ $where: 'true' }), noOperator(/\$where is not supported locally/)],
    [() => ({ a: { $bitsAllSet: 1 } }), noOperator(/\$bitsAllSet is not supported locally/)],
  ])
})

// https://docs.cloudbase.net/en/database/geo-query : the types are stored, their queries need a service.
describe('geography', () => {
  type Geo = { geoNear(o: object): object; geoWithin(o: object): object; geoIntersects(o: object): object }
  const geo = (_: unknown): Geo => _ as Geo
  finds({ here: { a: { type: 'Point', coordinates: [1, 2] } } }, [
    [(_, db) => ({ a: new db.Geo.Point(1, 2) }), 'here'],
    [(_, db) => ({ a: geo(_).geoNear({ geometry: new db.Geo.Point(1, 2), maxDistance: 9 }) }), noOperator(/\$nearSphere is not supported locally/)], // prettier-ignore
    [(_, db) => ({ a: geo(_).geoWithin({ centerSphere: [new db.Geo.Point(1, 2), 1] }) }), noOperator(/\$geoWithin is not supported locally/)], // prettier-ignore
    [(_, db) => ({ a: geo(_).geoIntersects({ geometry: new db.Geo.Point(1, 2) }) }), noOperator(/\$geoIntersects is not supported locally/)], // prettier-ignore
  ])
})

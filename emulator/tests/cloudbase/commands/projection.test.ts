import { errorOf, type Database } from '../sdk'
import { matching, refused, startContract, type Refusal } from './contract'

const contract = startContract()

const stored = {
  _id: 'd',
  n: 1,
  s: 'x',
  tags: ['x', 'y', 'z'],
  nested: { k: 1, deep: { z: 2, w: 3 } },
  lines: [{ sku: 'p', q: 1 }, { sku: 'q', q: 5 }, 7], // prettier-ignore
}
const { n, s, tags, nested, lines } = stored

beforeAll(async () => {
  await contract.db().collection('plain').add(stored)
})

type Row = [field: (project: Database['command']['project']) => object, expected: object | Refusal]

function projects(rows: Row[], query: object = {}): void {
  test.each(rows.map(([field, expected]) => [String(field).replace(/\s+/g, ' '), field, expected] as const))(
    '%s',
    async (_title, field, expected) => {
      const plain = contract.db().collection('plain')
      const wanted = field(contract.db().command.project)
      const found = plain.where({ _id: 'd', ...query }).field(wanted)
      if ((expected as Refusal).message instanceof RegExp) {
        expect(await errorOf(found.get())).toMatchObject(matching(expected as Refusal))
        return
      }
      expect((await found.get()).data).toEqual([expected])
      if (Object.keys(query).length === 0) {
        expect((await plain.doc('d').field(wanted).get()).data).toEqual([expected])
      }
    },
  )
}

// https://docs.cloudbase.net/en/api-reference/webv3-next/database/fetch : field
// https://www.mongodb.com/docs/manual/tutorial/project-fields-from-query-results/
describe('field: in and out', () => {
  projects([
    [() => ({ n: true }), { _id: 'd', n }],
    [() => ({ n: 1, s: 5 }), { _id: 'd', n, s }],
    [() => ({ _id: false, n: true }), { n }],
    [() => ({ _id: true }), { _id: 'd' }],
    [() => ({ _id: true, n: true }), { _id: 'd', n }],
    [() => ({ _id: false }), { n, s, tags, nested, lines }],
    [() => ({ n: false }), { _id: 'd', s, tags, nested, lines }],
    [() => ({ _id: 0, n: 0, s: 0, lines: 0 }), { tags, nested }],
    [() => ({ missing: 1 }), { _id: 'd' }],
    [() => ({}), stored],
    [() => ({ 'nested.k': 1 }), { _id: 'd', nested: { k: 1 } }],
    [() => ({ 'nested.deep.z': 1, n: 1 }), { _id: 'd', n, nested: { deep: { z: 2 } } }],
    [() => ({ 'nested.deep': 0, tags: 0, lines: 0, s: 0 }), { _id: 'd', n, nested: { k: 1 } }],
    // A scalar on the way is left out of an inclusion, and stays in an exclusion.
    [() => ({ 'n.k': 1 }), { _id: 'd' }],
    [() => ({ 'n.k': 0, tags: 0, nested: 0, lines: 0 }), { _id: 'd', n, s }],
    [() => ({ 'lines.q': 1 }), { _id: 'd', lines: [{ q: 1 }, { q: 5 }] }],
    [
      () => ({ 'lines.q': 0, tags: 0, nested: 0, s: 0 }),
      { _id: 'd', n, lines: [{ sku: 'p' }, { sku: 'q' }, 7] },
    ],
    [() => ({ 'tags.0': 1 }), { _id: 'd', tags: [] }],
    [() => ({ n: 1, s: 0 }), refused(/^Cannot do exclusion on field s in inclusion projection$/)],
    [() => ({ n: 0, s: 1 }), refused(/^Cannot do inclusion on field s in exclusion projection$/)],
    [() => ({ nested: 1, 'nested.k': 1 }), refused(/^Path collision at nested\.k$/)],
    [() => ({ 'nested..k': 1 }), refused(/FieldPath field names may not be empty strings/)],
    [() => ({ 'nested.$k': 1 }), refused(/FieldPath field names may not start with '\$'/)],
    [() => ({ nested: { k: 1 } }), refused(/^Unsupported projection option: nested: \{"k":1\}$/)],
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/projection/slice/
describe('project.slice', () => {
  const others = { _id: 'd', n, s, nested, lines }
  const slice = (project: Database['command']['project'], argument: unknown): object =>
    (project as unknown as { slice(argument: unknown): object }).slice(argument)
  projects([
    [(_) => ({ tags: slice(_, 2) }), { ...others, tags: ['x', 'y'] }],
    [(_) => ({ tags: slice(_, -1) }), { ...others, tags: ['z'] }],
    [(_) => ({ tags: slice(_, 0) }), { ...others, tags: [] }],
    [(_) => ({ tags: slice(_, [1, 1]) }), { ...others, tags: ['y'] }],
    [(_) => ({ tags: slice(_, [-2, 9]) }), { ...others, tags: ['y', 'z'] }],
    [(_) => ({ tags: slice(_, [9, 1]) }), { ...others, tags: [] }],
    [(_) => ({ n: 1, tags: slice(_, 1) }), { _id: 'd', n, tags: ['x'] }],
    [(_) => ({ n: slice(_, 1), tags: 1 }), { _id: 'd', n, tags }],
    [(_) => ({ lines: 0, tags: slice(_, 1) }), { _id: 'd', n, s, nested, tags: ['x'] }],
    [(_) => ({ tags: slice(_, [1, 0]) }), refused(/limit must be positive/)],
    [(_) => ({ tags: slice(_, 'x') }), refused(/only supports numbers/)],
    [(_) => ({ tags: slice(_, [1]) }), refused(/array wrong size/)],
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/projection/elemMatch/
describe('project.elemMatch', () => {
  projects([
    [(_) => ({ lines: _.elemMatch({ q: { $gt: 1 } }) }), { _id: 'd', lines: [lines[1]] }],
    [(_) => ({ lines: _.elemMatch({ q: { $gt: 0 } }), n: 1 }), { _id: 'd', n, lines: [lines[0]] }],
    [(_) => ({ tags: _.elemMatch({ $gt: 'x' }) }), { _id: 'd', tags: ['y'] }],
    [(_) => ({ tags: _.elemMatch({ $gt: 'zz' }) }), { _id: 'd' }],
    [(_) => ({ n: _.elemMatch({ $gt: 0 }) }), { _id: 'd' }],
    [(_) => ({ 'nested.k': _.elemMatch({ $gt: 0 }) }), refused(/Cannot use \$elemMatch projection on a nested field/)], // prettier-ignore
  ])
})

// https://www.mongodb.com/docs/manual/reference/operator/projection/positional/
describe('the matched element, a.$', () => {
  describe('by one condition', () => {
    projects(
      [
        [() => ({ 'lines.$': 1 }), { _id: 'd', lines: [lines[1]] }],
        [() => ({ 'lines.$': 1, n: 1 }), { _id: 'd', n, lines: [lines[1]] }],
        [() => ({ 'lines.$': 0 }), refused(/positional projection cannot be used with exclusion/)],
        [() => ({ 'lines.$': 1, 'tags.$': 1 }), refused(/more than one positional projection/)],
      ],
      { 'lines.sku': 'q' },
    )
  })
  describe('of a query without an array', () => {
    projects([
      [() => ({ 'lines.$': 1 }), refused(/positional operator '\.\$' couldn't find a matching element/)],
    ])
  })
})

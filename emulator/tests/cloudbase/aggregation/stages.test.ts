import { GROUPS } from './groups.table'
import { FOREIGN, JOINS } from './joins.table'
import { SELECT } from './select.table'
import { SHAPE } from './shape.table'
import { unknown } from './rows'
import { aggregate, aggregateRaw, expectOutcome, fill, cloudWith } from './run'

/** Each stage over the real SDK, as the documentation states it: documents, a pipeline, what comes out. */
const db = cloudWith(['docs', ...Object.keys(FOREIGN)])

beforeAll(async () => {
  for (const [name, docs] of Object.entries(FOREIGN)) await fill(db(), name, docs)
})

for (const { title, page, rows } of [...SELECT, ...SHAPE, ...GROUPS, ...JOINS]) {
  describe(`${title} (${page})`, () => {
    test.each(rows)('%s', async (_title, docs, build, expected) => {
      await fill(db(), 'docs', docs)
      await expectOutcome(aggregate(db(), 'docs', build), expected)
      // Nothing writes into what is stored.
      const stored = (await db().collection('docs').limit(1000).get()).data as unknown[]
      expect(stored).toEqual(docs)
    })
  })
}

describe('stages which are not there', () => {
  test.each([
    '$geoNear',
    '$graphLookup',
    '$redact',
    '$out',
    '$merge',
    '$set',
    '$unset',
    '$replaceWith',
    '$unionWith',
  ])('%s is refused', (stage) =>
    expectOutcome(aggregateRaw(db(), 'docs', [{ [stage]: {} }]), unknown(/is not supported locally/)),
  )
  test.each(['$nonsense', '$constructor', 'match', ''])('%s is unknown', (stage) =>
    expectOutcome(aggregateRaw(db(), 'docs', [{ [stage]: {} }]), unknown(/Unrecognized pipeline stage name/)),
  )
})

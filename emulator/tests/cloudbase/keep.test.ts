import { errorOf, startTestCloud, type TestCloud } from './sdk'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud({
    indexes: [
      {
        collection: 'teas',
        indexes: [
          {
            IndexName: 'name',
            MgoKeySchema: { MgoIsUnique: true, MgoIndexKeys: [{ Name: 'name', Direction: '1' }] },
          },
          {
            IndexName: 'tags',
            MgoKeySchema: { MgoIsUnique: false, MgoIndexKeys: [{ Name: 'tags', Direction: '1' }] },
          },
        ],
      },
      { collection: 'cups', indexes: [] },
    ],
  })
})
afterAll(() => cloud.close())
beforeEach(() => cloud.server.reset())

const teas = () => cloud.db.collection('teas')
const all = async () => (await teas().orderBy('_id', 'asc').get()).data as unknown[]

test('documents come back as they stood, whatever became of them, and as often as one likes', async () => {
  const stood = [
    { _id: 'a', name: 'oolong', tags: ['rock', 'dark'], pickedAt: new Date(0) },
    { _id: 'b', name: 'green', tags: [], pickedAt: null },
  ]
  for (const tea of stood) await teas().add(tea)
  const kept = cloud.server.keep()
  for (let round = 0; round < 2; round++) {
    await teas().doc('a').update({ name: 'black' })
    await teas().doc('b').remove()
    await teas().add({ _id: 'c', name: 'oolong' })
    await cloud.db.collection('cups').add({ _id: 'one' })
    kept.restore()
    expect(await all()).toEqual(stood)
    expect((await cloud.db.collection('cups').count()).total).toBe(0)
    // Their indexes as well: what they find, and what is unique.
    expect((await teas().where({ tags: 'dark' }).get()).data).toHaveLength(1)
    expect((await teas().where({ name: 'black' }).get()).data).toEqual([])
    expect(await errorOf(teas().add({ _id: 'd', name: 'oolong' }))).toMatchObject({
      code: 'DATABASE_DUPLICATE_WRITE',
    })
  }
})

test('the digest is that of the documents, and a transaction’s are not yet among them', async () => {
  await teas().add({ _id: 'a', name: 'oolong' })
  const { digest, restore } = cloud.server.keep()
  const transaction = await cloud.db.startTransaction()
  await transaction.collection('teas').doc('a').update({ name: 'green' })
  expect(cloud.server.keep().digest).toBe(digest)
  await transaction.commit()
  expect(cloud.server.keep().digest).not.toBe(digest)
  restore()
  expect(cloud.server.keep().digest).toBe(digest)
})

test('restoring ends what is open: it began in a past that is no more', async () => {
  await teas().add({ _id: 'a', name: 'oolong' })
  const { restore } = cloud.server.keep()
  const transaction = await cloud.db.startTransaction()
  await transaction.collection('teas').doc('a').update({ name: 'green' })
  restore()
  await errorOf(transaction.commit())
  expect(await all()).toEqual([{ _id: 'a', name: 'oolong' }])
  expect(cloud.server.stats().openTransactions).toBe(0)
})

import { byId, IDS_AT_ONCE } from './by-id'

test('documents by their id: so many ids a trip, each once, those that exist', async () => {
  const ids = Array.from({ length: 2 * IDS_AT_ONCE + 1 }, (_, i) => `${i}`)
  const asked: string[][] = []
  const found = await byId([...ids, '0', '1'], async (part) => {
    asked.push(part)
    return part.filter((id) => id !== '7').map((_id) => ({ _id }))
  })
  expect(asked.map(({ length }) => length)).toEqual([IDS_AT_ONCE, IDS_AT_ONCE, 1])
  expect(asked.flat()).toEqual(ids)
  expect([...found.keys()]).toEqual(ids.filter((id) => id !== '7'))
})

test('no ids are no trip', async () => {
  expect(await byId([], () => Promise.reject(new Error('asked')))).toEqual(new Map())
})

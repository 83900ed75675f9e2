import { Rec } from './record'
import { CacheBudget, RecordCache, idName } from './record-cache'

const BUDGET = 4_000
const text = (id: string): string => `{"_id":"${id}","filler":"${'x'.repeat(100)}"}`

function read(row: number): Rec {
  return Rec.read(row, text(`d${row}`))
}

test('a document that was read by its row is found by its id once somebody names it', () => {
  const cache = new RecordCache(new CacheBudget(BUDGET))
  const rec = read(1)
  cache.add(rec)
  expect(cache.byRow(1)).toBe(rec)
  expect(cache.byId(idName('d1')!)).toBeUndefined()
  rec.name = idName('d1')
  cache.add(rec)
  expect(cache.byId(idName('d1')!)).toBe(rec)
})

test('what is used stays, what is not goes, by row and by id alike', () => {
  const cache = new RecordCache(new CacheBudget(BUDGET))
  const used = read(0)
  used.name = idName('d0')
  cache.add(used)
  for (let row = 1; row < 100; row++) {
    const rec = read(row)
    rec.name = idName(`d${row}`)
    cache.add(rec)
    expect(row % 2 ? cache.byId(idName('d0')!) : cache.byRow(0)).toBe(used)
  }
  expect(cache.byRow(1)).toBeUndefined()
  expect(cache.byId(idName('d1')!)).toBeUndefined()
  expect(cache.byId(idName('d99')!)).toBe(cache.byRow(99))
})

test('a dropped document is found no more, however old its place is', () => {
  const cache = new RecordCache(new CacheBudget(BUDGET))
  const rec = read(1)
  rec.name = idName('d1')
  cache.add(rec)
  cache.age()
  cache.drop(rec)
  expect(cache.byRow(1)).toBeUndefined()
  expect(cache.byId(idName('d1')!)).toBeUndefined()
})

test('a record is looked into when somebody asks, and its text is made anew when it has changed', () => {
  const rec = read(7)
  expect(rec.doc).toMatchObject({ _id: 'd7' })
  expect(rec.text).toBe(text('d7'))
  rec.become({ _id: 'd7', n: 1 }, undefined, 1_000)
  expect(rec.doc).toEqual({ _id: 'd7', n: 1 })
  expect(rec.text).toBe('{"_id":"d7","n":1}')
})

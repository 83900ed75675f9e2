import { createClock } from '../../src/base'
import { Engine } from '../../src/cloudbase'
import { errorOf, startTestCloud, type Database, type TestCloud } from './sdk'
import { collection } from './specs'

/** Requests that would take for ever, or all memory, are refused; everybody else is answered. */
let cloud: TestCloud
let db: Database

beforeAll(async () => {
  // The SDK warns of calls which are slow.
  process.env['SILENCE'] = 'true'
  cloud = await startTestCloud({ indexes: [collection('texts')] })
  db = cloud.db
})
beforeEach(() => cloud.server.reset())
afterAll(() => cloud.close())

const find = (pattern: string) =>
  db
    .collection('texts')
    .where({ text: db.RegExp({ regexp: pattern }) })
    .get()

describe('regular expressions', () => {
  // Each of them takes longer than anybody lives on the text below.
  test.each(['(a+)+$', '(a|aa)+$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(.*a){25}b'])(
    '%s is given up',
    async (pattern) => {
      await db.collection('texts').add([{ _id: 'long', text: `${'a'.repeat(60)}!` }])
      expect(await errorOf(find(pattern))).toMatchObject({
        code: 'DATABASE_REQUEST_FAILED',
        message: expect.stringContaining('match limit exceeded') as string,
      })
      expect((await db.collection('texts').doc('long').get()).data).toHaveLength(1)
    },
  )

  test('the same patterns answer where they come to an end, and so do all others', async () => {
    await db.collection('texts').add([
      { _id: 'a', text: 'aaab' },
      { _id: 'b', text: '武夷岩茶 大红袍' },
      { _id: 'c', text: `${'x'.repeat(4_000)}茶` },
    ])
    const found = async (pattern: string) =>
      ((await find(pattern)).data as { _id: string }[]).map(({ _id }) => _id).join(' ')
    expect(await found('(a+)+b$')).toBe('a')
    expect(await found('^(a|b)+$')).toBe('a')
    expect(await found('.*茶.*')).toBe('b c')
    expect(await found('(?:岩|红)茶')).toBe('b')
    expect(await found('x*x*x*茶$')).toBe('c')
  })
})

test('a sort that would take more than 100 MB is refused, as long as no index has the order', async () => {
  const engine = new Engine({ file: ':memory:', clock: createClock(), synchronous: 'OFF' })
  engine.ensureCollections([collection('pages')])
  const text = 'x'.repeat(15 * 1024 * 1024)
  for (const _id of ['1', '2', '3', '4', '5', '6', '7']) {
    const data = [JSON.stringify({ _id, text })]
    await engine.submit({ action: 'database.insertDocument', collectionName: 'pages', data })
  }
  const page = async (by: string, skip: number): Promise<unknown> => {
    const stages = Object.entries({ $sort: { [by]: 1 }, $skip: skip, $limit: 1, $project: { _id: 1 } })
    const { answer } = await engine.submit({
      action: 'database.aggregateDocuments',
      collectionName: 'pages',
      stages: stages.map(([stageKey, value]) => ({ stageKey, stageValue: JSON.stringify(value) })),
    })
    return answer['data']
  }
  expect(await page('rank', 0)).toEqual({ list: ['{"_id":"1"}'] })
  await expect(page('rank', 6)).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
    message: expect.stringContaining('Sort exceeded memory limit of 104857600 bytes') as string,
  })
  expect(await page('_id', 6)).toEqual({ list: ['{"_id":"7"}'] })
  engine.close()
})

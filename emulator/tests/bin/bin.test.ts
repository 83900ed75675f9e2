import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import cloudbase from '@cloudbase/node-sdk'
import { PROJECT, run, start, type Running } from './command'

/** The command as anybody starts it, on a small project of CloudBase . */
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cloudbase-emulator-bin-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function connect({ env }: Running) {
  Object.assign(process.env, env)
  return cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV as unknown as string, timeout: 60_000 })
}

test('a project runs on it: database, functions, identities, HTTP access; Ctrl-C ends it and the data stay', async () => {
  const data = join(folder, 'data')
  const first = await start('--data', data)
  const app = connect(first)
  const visits = app.database().collection('visits')
  await visits.add({ _id: 'a', number: 1 })
  await expect(visits.add({ _id: 'b', number: 1 })).rejects.toMatchObject({
    code: 'DATABASE_DUPLICATE_WRITE',
  })

  expect((await app.callFunction({ name: 'count', data: undefined })).result).toMatchObject({
    total: 1,
    event: {},
    greeting: 'hello',
    payUrl: expect.stringMatching(new RegExp(`^${first.url}/i/count-\\d+/wechatpay$`)) as string,
  })
  const called = await fetch(`${first.url}/call/count`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-wx-openid': 'o_visitor' },
    body: '{"page":1}',
  })
  expect(await called.json()).toMatchObject({ total: 1, event: { page: 1 }, openid: 'o_visitor' })
  const hook = await fetch(`${first.url}/functions/hook`, { method: 'POST', body: 'news' })
  expect([hook.status, await hook.text()]).toEqual([201, 'heard news'])
  expect((await fetch(`${first.url}/functions/count`)).status).toBe(404)
  expect((await fetch(`${first.url}/emulator/payments`)).status).toBe(200)

  expect(await first.interrupt()).toMatchObject({ code: 0 })
  const second = await start('--data', data, '--no-wechat')
  expect((await connect(second).database().collection('visits').doc('a').get()).data).toEqual([
    { _id: 'a', number: 1 },
  ])
  expect((await fetch(`${second.url}/wechatpay/v3/certificates`)).status).toBe(404)
  // A second one on the same folder is told so.
  expect(await run('--data', data)).toMatchObject({
    code: 1,
    said: expect.stringContaining('in use') as string,
  })
  expect(await second.interrupt()).toMatchObject({ code: 0 })
})

test('what cannot be done is refused in a sentence, and nothing is touched', async () => {
  const cases: [args: string[], code: number, sentence: RegExp][] = [
    [['--port', 'eighty'], 2, /The port must be a number from 0 to 65535, not "eighty"\./],
    [['--colections', 'x.json'], 2, /Unknown option '--colections'/],
    [['--project', join(folder, 'nowhere')], 2, /There is no folder/],
    [['--collections', join(PROJECT, 'cloudbaserc.json')], 2, /must be a list of/],
    [['--functions', folder], 2, /of the function count is missing: is it built\?/],
    [['--data', PROJECT], 1, /is not empty and no data folder of an emulator/],
  ]
  const before = readFileSync(join(PROJECT, 'cloudbaserc.json'), 'utf8')
  await Promise.all(
    cases.map(async ([args, code, sentence]) => {
      const ended = await run(...args)
      expect([args, ended.code]).toEqual([args, code])
      expect(ended.said).toMatch(sentence)
    }),
  )
  writeFileSync(join(folder, 'config.json'), '{"prot":1}')
  expect((await run('--config', join(folder, 'config.json'))).said).toContain('there is no setting prot')
  expect(readFileSync(join(PROJECT, 'cloudbaserc.json'), 'utf8')).toBe(before)
  expect(existsSync(join(PROJECT, 'lock.db'))).toBe(false)
})

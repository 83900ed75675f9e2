import { newMember } from '../../cloudfunctions/domain/people/member'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startLocalCloud, type LocalCloud } from '../../local'

/** The shop's data folder, as somebody meets it who runs the commands of the README. */
const root = resolve(__dirname, '../..')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'banyan-data-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function reset(data: string): Promise<{ code: unknown; said: string }> {
  const child = spawn(process.execPath, ['scripts/reset.mjs', '--data', data], { cwd: root })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)))
  const [code] = (await once(child, 'close')) as unknown[]
  return { code, said }
}

const sentence = async (dataDir: string): Promise<string> => {
  const cloud = await startLocalCloud({ dataDir }).catch((error: Error) => error)
  if (cloud instanceof Error) return `${cloud.name}: ${cloud.message}`
  await (cloud as LocalCloud).close()
  return ''
}

test('neither a start nor a reset touches a folder with other things in it, the project itself included', async () => {
  writeFileSync(join(folder, 'thesis.txt'), 'years of work')
  expect(await sentence(folder)).toMatch(/^StartError: .*一个也没有动/)
  expect(await reset(folder)).toMatchObject({
    code: 1,
    said: expect.stringContaining('一个也没有动') as string,
  })
  expect(readdirSync(folder)).toEqual(['thesis.txt'])

  const before = readdirSync(root)
  expect(await sentence(root)).toContain('不是榕铺的数据目录')
  expect(await reset('.')).toMatchObject({
    code: 1,
    said: expect.stringContaining('不是榕铺的数据目录') as string,
  })
  // Other tests and tools may put something there meanwhile; a shop that starts begins with these.
  const after = readdirSync(root)
  expect(before.filter((name) => !after.includes(name))).toEqual([])
  expect(after.filter((name) => ['emulator.json', 'lock.db', 'database.db'].includes(name))).toEqual([])
})

test('a reset notices a shop that runs, and empties one that does not', async () => {
  const cloud = await startLocalCloud({ dataDir: folder })
  await cloud.db.insert('members', newMember('o_1', 0))
  expect(await reset(folder)).toMatchObject({ code: 1, said: expect.stringContaining('先关掉它') as string })
  expect(await cloud.db.get('members', 'o_1')).not.toBeNull()
  await cloud.close()
  writeFileSync(join(folder, 'thesis.txt'), 'years of work')
  expect(await reset(folder)).toMatchObject({ code: 0, said: expect.stringContaining('已清空') as string })
  expect(readdirSync(folder)).toEqual(['thesis.txt'])
  rmSync(join(folder, 'thesis.txt'))
  await reset(folder)
  expect(existsSync(folder)).toBe(false)
})

test('each thing that is wrong with a folder has a sentence, and none offers to delete what may be saved', async () => {
  await (await startLocalCloud({ dataDir: folder })).close()
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text)
  const clock = readFileSync(join(folder, 'emulator.json'), 'utf8')

  put('clock.json', '')
  expect(await sentence(folder)).toMatch(
    /clock\.json 读不出来.*把它删掉再启动，时钟就回到电脑的时间，其它数据都在/,
  )
  rmSync(join(folder, 'clock.json'))
  put('chat.json', '[{"half":')
  expect(await sentence(folder)).toMatch(/chat\.json 读不出来.*群聊重新开始/)
  rmSync(join(folder, 'chat.json'))
  put('round.json', '')
  expect(await sentence(folder)).toMatch(/round\.json 读不出来.*从第一步重新开始，其它数据都在/)
  rmSync(join(folder, 'round.json'))
  put('emulator.json', '{')
  expect(await sentence(folder)).toMatch(/emulator\.json 读不出来/)
  put('emulator.json', clock)

  for (const name of ['database.db', 'wechatpay.db']) {
    const kept = readFileSync(join(folder, name))
    rmSync(join(folder, name))
    const said = await sentence(folder)
    expect(said).toContain(`${join(folder, name)} 不见了`)
    expect(said).not.toContain('reset')
    expect(existsSync(join(folder, name))).toBe(false)
    writeFileSync(join(folder, name), kept)
  }
  expect(await sentence(folder)).toBe('')

  const file = join(folder, 'chat.json')
  put('chat.json', '[]')
  const said = await sentence(join(file, 'below'))
  expect(said).toMatch(/不能写入.*数据没有改动/)
  expect(said).not.toContain('reset')
})

test('the demo never comes into a shop that is there, whoever set it up', async () => {
  const first = await startLocalCloud({ dataDir: folder, demo: true, timers: false })
  const { _ } = first.db
  await first.db.change('settings', { _id: 'shop' }, { name: '另一家店', promises: _.set([]) })
  const members = await first.db.count('members', {})
  await first.close()
  rmSync(join(folder, 'seeded.json'))

  const again = await startLocalCloud({ dataDir: folder, demo: true, timers: false })
  expect(await again.db.get('settings', 'shop')).toMatchObject({ name: '另一家店', promises: [] })
  expect(await again.db.count('members', {})).toBe(members)
  await again.close()
})

test('a storage that is gone is told before anything is made anew', async () => {
  const cloud = await startLocalCloud({ dataDir: folder })
  mkdirSync(join(folder, 'storage/posters'), { recursive: true })
  writeFileSync(join(folder, 'storage/posters/a.png'), 'x')
  await cloud.close()
  rmSync(join(folder, 'storage'), { recursive: true })
  const said = await sentence(folder)
  expect(said).toContain(`${join(folder, 'storage')} 不见了`)
  expect(said).not.toContain('reset')
  expect(existsSync(join(folder, 'storage'))).toBe(false)
})

test.each([
  ['a database of that name', 'database.db', 'years of work'],
  ['a storage of that name', 'storage/thesis.txt', 'years of work'],
  ['a chat of that name', 'chat.json', '["hello"]'],
])('%s that another program keeps is neither opened nor reset', async (_, name, text) => {
  mkdirSync(join(folder, name, '..'), { recursive: true })
  writeFileSync(join(folder, name), text)
  expect(await sentence(folder)).toContain('不是榕铺的数据目录')
  expect(await reset(folder)).toMatchObject({ code: 1 })
  expect(readFileSync(join(folder, name), 'utf8')).toBe(text)
})

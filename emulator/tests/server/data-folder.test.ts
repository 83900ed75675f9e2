import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { StartError, startErrorOf } from '../../src/base'
import { openDataFolder, removeDataFolder } from '../../src/server'
import { startEmulator } from './emulator'

/** A data folder: nothing that somebody else put there is ever touched, and whatever is wrong has its own sentence. */
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'data-folder-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const problemOf = (act: () => unknown): string | undefined => {
  try {
    act()
    return undefined
  } catch (error) {
    return error instanceof StartError ? error.problem : String(error)
  }
}
const startProblem = async (): Promise<string | undefined> => {
  const emulator = await startEmulator({ dataDir: folder }).catch((error: unknown) => error)
  if (emulator instanceof StartError) return emulator.problem
  await (emulator as { close(): Promise<void> }).close()
  return undefined
}

const WECHAT = { notifyFunction: 'hook', codeUrl: () => '' }

/** Has been used once and put away. With WeChat keys are made, which takes its time. */
async function used(parts: { wechat?: typeof WECHAT } = {}): Promise<void> {
  const emulator = await startEmulator({ dataDir: folder, ...parts })
  await emulator.app().uploadFile({ cloudPath: 'a/b.txt', fileContent: Buffer.from('x') })
  await emulator.advance(1000)
  await emulator.close()
}

test('a folder with anything else in it is refused, and stays as it is', () => {
  writeFileSync(join(folder, 'thesis.txt'), 'years of work')
  writeFileSync(join(folder, 'database.db'), 'another program’s')
  expect(problemOf(() => openDataFolder(folder))).toBe('FOLDER_FOREIGN')
  expect(problemOf(() => removeDataFolder(folder))).toBe('FOLDER_FOREIGN')
  expect(readdirSync(folder).sort()).toEqual(['database.db', 'thesis.txt'])
  expect(readFileSync(join(folder, 'thesis.txt'), 'utf8')).toBe('years of work')
})

test('removing takes what emulators put there and leaves the rest, also in a folder of theirs', async () => {
  await used()
  writeFileSync(join(folder, 'thesis.txt'), 'years of work')
  removeDataFolder(folder)
  expect(readdirSync(folder)).toEqual(['thesis.txt'])
})

test('a folder that holds nothing else goes, and one that is not there is no problem', async () => {
  await used()
  removeDataFolder(folder)
  expect(existsSync(folder)).toBe(false)
  expect(problemOf(() => removeDataFolder(folder))).toBeUndefined()
})

test.each<[string, Record<string, string>]>([
  ['a database of another program', { 'database.db': 'SQLite format 3\0and more'.repeat(100) }],
  ['a storage with files, and nothing else', { 'storage/photo.jpg': 'x' }],
  ['a clock of another program', { 'clock.json': '{"timezone":"UTC"}' }],
  ['a chat of another program', { 'chat.json': '[]', 'seeded.json': '{}' }],
])('%s is not ours because of its name', (_, files) => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const others = ['chat.json', 'seeded.json']
  expect(problemOf(() => openDataFolder(folder, others))).toBe('FOLDER_FOREIGN')
  expect(problemOf(() => removeDataFolder(folder, others))).toBe('FOLDER_FOREIGN')
  for (const [name, text] of Object.entries(files))
    expect(readFileSync(join(folder, name), 'utf8')).toBe(text)
})

test('a database with tables of another program is not ours either', () => {
  const other = new DatabaseSync(join(folder, 'database.db'))
  other.exec('CREATE TABLE theses (text TEXT)')
  other.close()
  expect(problemOf(() => removeDataFolder(folder))).toBe('FOLDER_FOREIGN')
  expect(existsSync(join(folder, 'database.db'))).toBe(true)
})

test('files are missed as much as databases are, an empty folder is not', async () => {
  await (await startEmulator({ dataDir: folder })).close()
  rmdirSync(join(folder, 'storage'))
  await used()
  const [storage, away] = [join(folder, 'storage'), join(folder, '..', `${basename(folder)}-away`)]
  renameSync(storage, away)
  await expect(startEmulator({ dataDir: folder })).rejects.toMatchObject({
    problem: 'FILE_MISSING',
    subject: storage,
  })
  expect(existsSync(storage)).toBe(false)
  renameSync(away, storage)
  expect(await startProblem()).toBeUndefined()
})

test('a folder without its marker is known by what is in its databases', async () => {
  await used()
  rmSync(join(folder, 'emulator.json'))
  expect(await startProblem()).toBeUndefined()
  expect(existsSync(join(folder, 'emulator.json'))).toBe(true)
  removeDataFolder(folder)
  expect(existsSync(folder)).toBe(false)
})

test('what an emulator leaves that was killed in its first moments is its own', () => {
  for (const name of ['lock.db', 'database.db', 'database.db-wal']) writeFileSync(join(folder, name), '')
  mkdirSync(join(folder, 'storage'))
  const data = openDataFolder(folder)
  data.close()
  removeDataFolder(folder)
  expect(existsSync(folder)).toBe(false)
})

test('one emulator at a time: another start and a removal are told so', async () => {
  const emulator = await startEmulator({ dataDir: folder })
  expect(await startProblem()).toBe('FOLDER_IN_USE')
  expect(problemOf(() => removeDataFolder(folder))).toBe('FOLDER_IN_USE')
  await emulator.app().database().createCollection('still_there')
  await emulator.close()
  expect(await startProblem()).toBeUndefined()
})

test('a missing file is told, not made anew', async () => {
  await used({ wechat: WECHAT })
  for (const name of ['database.db', 'wechatpay.db', 'wechat.db']) {
    const file = join(folder, name)
    renameSync(file, `${file}.away`)
    const starting = startEmulator({ dataDir: folder, wechat: WECHAT })
    await expect(starting).rejects.toMatchObject({ problem: 'FILE_MISSING', subject: file })
    expect(existsSync(file)).toBe(false)
    renameSync(`${file}.away`, file)
  }
  expect(await startProblem()).toBeUndefined()
})

test.each([
  ['clock.json', ''],
  ['clock.json', '{"offsetMs":17'],
  ['emulator.json', '{"files":['],
  ['database.db', 'a letter of some length '.repeat(300)],
])('a broken %s is named', async (name, text) => {
  await used()
  writeFileSync(join(folder, name), text)
  await expect(startEmulator({ dataDir: folder })).rejects.toMatchObject({
    problem: 'FILE_BROKEN',
    subject: join(folder, name),
  })
  // Nothing stays open: with the file put right it starts.
  rmSync(join(folder, name))
  if (name === 'database.db') return
  expect(await startProblem()).toBeUndefined()
})

test('the clock is written whole or not at all, and the old file stays until the new one is on the disk', async () => {
  await used()
  expect(JSON.parse(readFileSync(join(folder, 'clock.json'), 'utf8'))).toEqual({ offsetMs: 1000 })
  // What a process that was killed in the midst of writing leaves.
  writeFileSync(join(folder, 'clock.json.new'), '{"off')
  const emulator = await startEmulator({ dataDir: folder })
  expect(emulator.clock.offsetMs()).toBe(1000)
  // A clock that cannot be written down does not move.
  rmSync(join(folder, 'clock.json.new'))
  mkdirSync(join(folder, 'clock.json.new'))
  await expect(emulator.advance(500)).rejects.toThrow()
  expect(emulator.clock.offsetMs()).toBe(1000)
  await emulator.close()
})

const FULL = '/dev/full'
/** Nothing can be written to this file; where there is no disk that is always full, a folder stands in its way. */
const withoutRoom = (file: string) => (existsSync(FULL) ? symlinkSync(FULL, file) : mkdirSync(file))
const NO_ROOM = existsSync(FULL) ? 'DISK_FULL' : 'FILE_BROKEN'

test('a start whose marker finds no room says so, and with room it starts', async () => {
  await used()
  rmSync(join(folder, 'emulator.json'))
  withoutRoom(join(folder, 'emulator.json.new'))
  expect(await startProblem()).toBe(NO_ROOM)
  expect(await startProblem()).toBe(NO_ROOM)
  rmSync(join(folder, 'emulator.json.new'), { recursive: true })
  expect(await startProblem()).toBeUndefined()
})

test('a clock that finds no room stands still, and the emulator goes on', async () => {
  const emulator = await startEmulator({ dataDir: folder })
  withoutRoom(join(folder, 'clock.json.new'))
  await expect(emulator.advance(500)).rejects.toThrow(/ENOSPC|EISDIR/)
  expect(emulator.clock.offsetMs()).toBe(0)
  await emulator.app().database().createCollection('goes_on')
  rmSync(join(folder, 'clock.json.new'), { recursive: true })
  await emulator.advance(500)
  expect(emulator.clock.offsetMs()).toBe(500)
  await emulator.close()
})

test('a place that may not be written says so, and a full disk as well', () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  expect(problemOf(() => openDataFolder(join(file, 'below')))).toBe('NO_ACCESS')
  const of = (code: string, message: string) =>
    startErrorOf('/data', Object.assign(new Error(message), { code })).problem
  expect(of('EACCES', 'permission denied')).toBe('NO_ACCESS')
  expect(of('EROFS', 'read-only file system')).toBe('NO_ACCESS')
  expect(of('ERR_SQLITE_ERROR', 'attempt to write a readonly database')).toBe('NO_ACCESS')
  expect(of('ERR_SQLITE_ERROR', 'unable to open database file')).toBe('NO_ACCESS')
  expect(of('ENOSPC', 'no space left on device')).toBe('DISK_FULL')
  expect(of('ERR_SQLITE_ERROR', 'database or disk is full')).toBe('DISK_FULL')
  expect(of('ERR_SQLITE_ERROR', 'database is locked')).toBe('FOLDER_IN_USE')
  expect(of('ERR_SQLITE_ERROR', 'file is not a database')).toBe('FILE_BROKEN')
})

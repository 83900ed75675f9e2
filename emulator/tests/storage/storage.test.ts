import { startEmulator, type TestEmulator } from '../server/emulator'

/** Storage through the real SDK, on an emulator of its own. */
const HOUR = 3600_000

let emulator: TestEmulator

beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(() => emulator.close())

const app = () => emulator.app()
const upload = (cloudPath: string, content = 'x') =>
  app().uploadFile({ cloudPath, fileContent: Buffer.from(content) })
const codes = (files: { code: string }[]) => files.map(({ code }) => code)

test('upload, address, download, copy and delete', async () => {
  const content = Buffer.from('山野集的一张图')
  const { fileID } = await app().uploadFile({ cloudPath: 'posters/海报 1.png', fileContent: content })
  expect(fileID).toContain('posters/海报 1.png')
  expect((await app().downloadFile({ fileID })).fileContent).toEqual(content)

  const { fileList } = await app().getTempFileURL({ fileList: [fileID, 'cloud://test.local-bucket/none'] })
  expect(codes(fileList)).toEqual(['SUCCESS', 'STORAGE_FILE_NONEXIST'])
  const address = encodeURI((fileList[0] as { tempFileURL: string }).tempFileURL)
  const answer = await fetch(address)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect((await fetch(address.replace(/sign=./, 'sign=z'))).status).toBe(403)
  expect((await fetch(address.split('?')[0] ?? '')).status).toBe(403)
  emulator.clock.advance(25 * HOUR)
  expect((await fetch(address)).status).toBe(403)

  const copied = await app().copyFile({
    fileList: [{ srcPath: 'posters/海报 1.png', dstPath: 'old/海报 1.png' }],
  })
  expect(copied.fileList?.[0]).toMatchObject({ code: 'SUCCESS' })
  const removed = await app().deleteFile({ fileList: [fileID, fileID] })
  expect(codes(removed.fileList).sort()).toEqual(['STORAGE_FILE_NONEXIST', 'SUCCESS'])
})

test('an upload needs its signature, the token of its key and the id that it was signed for', async () => {
  const { data } = (await app().getUploadMetadata({ cloudPath: 'a.txt' })) as unknown as {
    data: { url: string; token: string; authorization: string; cosFileId: string }
  }
  const right = {
    authorization: data.authorization,
    'x-cos-security-token': data.token,
    'x-cos-meta-fileid': data.cosFileId,
  }
  const put = async (headers: Record<string, string>) => {
    const answer = await fetch(data.url, { method: 'PUT', body: 'x', headers })
    return `${answer.status} ${/<Code>(\w+)/.exec(await answer.text())?.[1] ?? ''}`
  }
  expect(await put({ ...right, authorization: '0'.repeat(64) })).toBe('403 SignatureDoesNotMatch')
  expect(await put({ ...right, 'x-cos-meta-fileid': 'other' })).toBe('403 SignatureDoesNotMatch')
  expect(await put({ authorization: data.authorization, 'x-cos-meta-fileid': data.cosFileId })).toBe(
    '403 InvalidAccessKeyId',
  )
  expect(await put(right)).toBe('200 ')
  emulator.clock.advance(HOUR)
  expect(await put(right)).toBe('403 SignatureDoesNotMatch')
})

test('where everybody reads, addresses have no signature, and who writes still needs one', async () => {
  const open = await startEmulator({ storageRule: 'ADMINWRITE' })
  const { fileID } = await open.app().uploadFile({ cloudPath: 'a.png', fileContent: Buffer.from('x') })
  const { fileList } = await open.app().getTempFileURL({ fileList: [fileID] })
  const address = (fileList[0] as { tempFileURL: string }).tempFileURL
  expect(address).toBe(`${open.url}/storage/files/a.png`)
  expect((await fetch(address)).status).toBe(200)
  // One that is signed is looked at all the same.
  expect((await fetch(`${address}?t=${open.clock.now() + HOUR}&sign=no`)).status).toBe(403)
  expect((await fetch(address, { method: 'PUT', body: 'y' })).status).toBe(403)
  expect((await open.storage.read(fileID))?.content.toString()).toBe('x')
  await open.close()
  // The SDK asks whom the environment names.
  Object.assign(process.env, emulator.env)
})

test('what the disk refuses is told as COS tells it, and nothing stands there', async () => {
  const said = jest.spyOn(console, 'error').mockImplementation(() => {})
  await upload('taken')
  // A file stands where a folder would have to be; a full disk fails in the same place.
  const refused = await upload('taken/below.txt').catch((error: unknown) => error)
  expect(JSON.stringify(refused)).not.toContain('fileID')
  expect(said).toHaveBeenCalledWith(expect.objectContaining({ code: 'EEXIST' }))
  said.mockRestore()
  const { fileList } = await app().getTempFileURL({
    fileList: ['taken', 'taken/below.txt'].map((path) => `cloud://test.local-bucket/${path}`),
  })
  expect(codes(fileList)).toEqual(['SUCCESS', 'STORAGE_FILE_NONEXIST'])
})

// https://docs.cloudbase.net/api-reference/server/node-sdk/storage
describe('cloud paths', () => {
  test.each([
    'a.png',
    'A-z_0!*.txt',
    '海报/大红袍 1.png',
    `${'x'.repeat(84)}/`.repeat(9) + 'y'.repeat(85),
    '茶'.repeat(85),
  ])('%s is taken', async (cloudPath) => {
    expect(await upload(cloudPath)).toMatchObject({ fileID: `cloud://test.local-bucket/${cloudPath}` })
  })

  test.each([
    '',
    '/a',
    'a//b',
    '../secret',
    'a/./b',
    'a@b.png',
    'a+b',
    'a?b',
    'a#b',
    'a%20b',
    'a\\b',
    'a\nb',
    'é.png',
    '😀.png',
    'y/'.repeat(425) + 'y',
    '茶/'.repeat(212) + 'xyz',
    // What no file system takes.
    'x'.repeat(256),
  ])('%j is refused', async (cloudPath) => {
    await expect(upload(cloudPath)).rejects.toMatchObject({ code: 'INVALID_PARAM' })
  })
})

test('a call names 50 files at most', async () => {
  const { fileID } = await upload('many.txt')
  const list = (count: number): string[] => Array.from({ length: count }, () => fileID)
  expect((await app().getTempFileURL({ fileList: list(50) })).fileList).toHaveLength(50)
  const tooMany = { code: 'INVALID_PARAM', message: expect.stringContaining('50 at most') as string }
  await expect(app().getTempFileURL({ fileList: list(51) })).rejects.toMatchObject(tooMany)
  await expect(app().deleteFile({ fileList: list(51) })).rejects.toMatchObject(tooMany)
  const copies = Array.from({ length: 51 }, (_, i) => ({
    srcPath: 'many.txt',
    dstPath: `many/${i}/many.txt`,
  }))
  await expect(app().copyFile({ fileList: copies })).rejects.toMatchObject(tooMany)
  expect((await app().downloadFile({ fileID })).fileContent?.toString()).toBe('x')
})

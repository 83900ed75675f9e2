import http from 'node:http'
import type { AddressInfo } from 'node:net'
import cloudbase from '@cloudbase/node-sdk'
import { startEmulator, type TestEmulator } from '../../emulator/tests/server/emulator'
import { PATIENCE_MS } from '../../tests/support/until'
import { createFileStore } from './storage'

/** The storage as the SDK asks it: what reaches COS is the same, and what is read back is what was put. */

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startEmulator({ storageRule: 'ADMINWRITE' })
  // It sends from functions only.
  const inFunction = { TENCENTCLOUD_RUNENV: 'SCF', TENCENTCLOUD_REGION: 'ap-shanghai', SCF_NAMESPACE: 'test' }
  Object.assign(process.env, inFunction)
})
afterAll(() => emulator.close())

const files = () => createFileStore(PATIENCE_MS)
const CONTENT = Buffer.from(Array.from({ length: 70_000 }, (_, i) => i % 256))
const fileId = (path: string) => `cloud://test.local-bucket/${path}`

test('[CLOUD-4] puts a file where the SDK finds it, as often as it likes', async () => {
  const [path, id] = ['pictures/a.png', fileId('pictures/a.png')]
  for (const content of [Buffer.from('before'), CONTENT]) {
    expect(await files().put(path, content)).toEqual({ kind: 'ok', value: id })
  }
  expect((await emulator.app().downloadFile({ fileID: id })).fileContent).toEqual(CONTENT)
})

test('[CLOUD-4] says where the files are that are there, of this environment alone, and asks for none when it is asked for none', async () => {
  await files().put('pictures/b.png', CONTENT)
  const others = [fileId('pictures/none.png'), 'cloud://other.local-bucket/pictures/b.png', 'x', '']
  const found = await files().addresses([fileId('pictures/b.png'), ...others])
  const addresses = found.kind === 'ok' ? [...found.value] : []
  expect(addresses.map(([id]) => id)).toEqual([fileId('pictures/b.png')])
  const [[, address = ''] = []] = addresses
  expect(Buffer.from(await (await fetch(address)).arrayBuffer())).toEqual(CONTENT)
  expect(await createFileStore(1).addresses([])).toEqual({ kind: 'ok', value: new Map() })
})

test('[CLOUD-4] a path that storage does not take, and a storage that does not answer, are told apart', async () => {
  expect(await files().put('a?b.png', CONTENT)).toMatchObject({ kind: 'rejected', code: 'INVALID_PARAM' })
  const url = process.env['TCB_CONTEXT_CNFG']
  process.env['TCB_CONTEXT_CNFG'] = JSON.stringify({ URL: 'http://127.0.0.1:1/admin' })
  expect(await files().put('a.png', CONTENT)).toMatchObject({ kind: 'unknown' })
  expect(await files().addresses([fileId('a.png')])).toMatchObject({ kind: 'unknown' })
  process.env['TCB_CONTEXT_CNFG'] = url
})

describe('on the wire', () => {
  interface Heard {
    method: string
    url: string
    headers: Record<string, unknown>
    body: string
  }
  let heard: Heard[] = []
  let refusal: string | undefined
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      heard.push({ method, url, headers, body: Buffer.concat(chunks).toString('base64') })
      if (method === 'PUT') {
        response.writeHead(refusal ? 403 : 200).end(refusal)
        return
      }
      const at = `http://${headers.host}/cos/a%20b.png?sign=1`
      const data = {
        url: at,
        token: 'tok',
        authorization: 'q-sign=x&y',
        fileId: 'cloud://e.b/a b.png',
        cosFileId: 'id',
      }
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ data, requestId: 'r' }))
    })
  })
  const environment = process.env
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const URL = `http://127.0.0.1:${port}/admin`
    process.env = { ...environment, TCB_CONTEXT_CNFG: JSON.stringify({ URL }) }
  })
  afterAll(() => {
    process.env = environment
    server.closeAllConnections()
    server.close()
  })

  /** How an upload reached the other side; of how it is sent, what the other side goes by. */
  const sent = async (upload: () => Promise<unknown>) => {
    heard = []
    await upload()
    const how =
      /^(connection|content-length|transfer-encoding|authorization|x-(client-)?timestamp|x-signature-expires)$/
    return heard.map(({ method, url, headers, body }) => ({
      method,
      url: url.replace(/seqId=[\w-]+/, 'seqId='),
      headers: Object.entries(headers)
        .filter(([name]) =>
          method === 'PUT' ? !/^(connection|content-length|transfer-encoding)$/.test(name) : !how.test(name),
        )
        .sort(([a], [b]) => (a < b ? -1 : 1)),
      body: method === 'PUT' ? body : (JSON.parse(Buffer.from(body, 'base64').toString()) as unknown),
    }))
  }

  test('[CLOUD-4] sends what the SDK sends', async () => {
    const app = cloudbase.init({
      env: cloudbase.SYMBOL_CURRENT_ENV as unknown as string,
      timeout: PATIENCE_MS,
      keepalive: true,
    })
    const theirs = await sent(() => app.uploadFile({ cloudPath: 'a b.png', fileContent: CONTENT }))
    const ours = await sent(() => files().put('a b.png', CONTENT))
    expect(ours).toHaveLength(2)
    expect(ours).toEqual(theirs)
  })

  test('[CLOUD-4] what COS refuses is told by its code', async () => {
    refusal = `<?xml version='1.0' encoding='utf-8' ?>\n<Error>\n<Code>AccessDenied</Code>\n<Message>no</Message></Error>`
    expect(await files().put('a b.png', CONTENT)).toMatchObject({ kind: 'rejected', code: 'AccessDenied' })
    refusal = undefined
  })
})

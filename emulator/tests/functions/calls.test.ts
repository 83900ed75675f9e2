import { join } from 'node:path'
import { startEmulator, type TestEmulator } from '../server/emulator'

/** Functions as the SDK, a client and HTTP access reach them. */
let emulator: TestEmulator

beforeAll(async () => {
  const spec = { timeoutMs: 20_000, memoryMb: 128, triggers: [] }
  emulator = await startEmulator({
    functions: {
      functionsDir: join(__dirname, 'fixtures'),
      specs: [
        { ...spec, name: 'probe' },
        { ...spec, name: 'hook', http: true },
        { ...spec, name: 'tick', timeoutMs: 300, handler: 'index.missing' },
      ],
    },
  })
})
afterAll(() => emulator.close())

// https://docs.cloudbase.net/error-code/FUNCTION_NOT_FOUND, and test/functions/invokeFunction.test.ts of the SDK
test('callFunction: a function that is not there is FUNCTION_NOT_FOUND', async () => {
  await expect(emulator.app().callFunction({ name: 'nobody', data: {} })).rejects.toMatchObject({
    code: 'FUNCTION_NOT_FOUND',
  })
})

test('callFunction: without data the event is empty', async () => {
  const { result } = await emulator.app().callFunction({ name: 'probe', data: undefined })
  // The probe does nothing for an event that asks for nothing.
  expect(result).toBeNull()
  expect((await emulator.app().callFunction({ name: 'probe', data: { do: 'calls' } })).result).toBe(2)
})

test('callFunction: what fails has the code of its failure', async () => {
  const call = (name: string, data: object) => emulator.app().callFunction({ name, data })
  await expect(call('probe', { do: 'throw' })).rejects.toMatchObject({
    code: 'FUNCTIONS_EXECUTE_FAIL',
    message: expect.stringContaining('as asked') as string,
  })
  await expect(call('tick', {})).rejects.toMatchObject({
    code: 'FUNCTIONS_EXECUTE_FAIL',
    message: expect.stringContaining('does not export missing') as string,
  })
})

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(emulator.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })

test('POST /call: with an openid the caller is known; failures have a status', async () => {
  const answer = await post('/call/probe', '{"do":"identity"}', { 'x-wx-openid': 'o_1' })
  expect(await answer.json()).toMatchObject({ openid: 'o_1' })
  expect((await post('/call/nobody', '{}')).status).toBe(404)
  expect((await post('/call/probe', 'not json')).status).toBe(400)
  expect((await post('/call/probe', '{}', { 'content-type': 'text/plain' })).status).toBe(415)
  expect((await fetch(`${emulator.url}/call/probe`)).status).toBe(405)
})

test('HTTP access reaches the functions that have a path, and no other', async () => {
  expect((await post('/functions/hook/plain', '')).status).toBe(200)
  expect((await post('/functions/probe', '{}')).status).toBe(404)
  expect((await post('/functions/hook', 'x'.repeat(100 * 1024 + 1))).status).toBe(413)
})

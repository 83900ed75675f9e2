import cloudbase from '@cloudbase/node-sdk'
import { LOCAL_CREDENTIALS } from '../../src/cloudbase'
import { startEmulator, type TestEmulator } from './emulator'

/** What is no database's is signed, too: functions and files. */
let emulator: TestEmulator
beforeAll(async () => void (emulator = await startEmulator()))
afterAll(() => emulator.close())

/** How each part answers an app with this key: its code. */
async function codes(secretKey: string): Promise<unknown[]> {
  const serviceUrl = `${emulator.url}/admin`
  const app = cloudbase.init({ ...LOCAL_CREDENTIALS, secretKey, env: 'test', serviceUrl })
  const asked: Promise<unknown>[] = [
    app.callFunction({ name: 'nothing', data: {} }),
    app.getTempFileURL({ fileList: ['cloud://test.test-bucket/a.png'] }),
    app.getUploadMetadata({ cloudPath: 'a.png' }),
  ]
  return (await Promise.allSettled(asked)).map((one) =>
    one.status === 'fulfilled' ? 'ok' : (one.reason as { code?: unknown }).code,
  )
}

test('who has the key is heard', async () => {
  expect(await codes(LOCAL_CREDENTIALS.secretKey)).toEqual(['FUNCTION_NOT_FOUND', 'ok', 'ok'])
})

test('who has another one is not', async () => {
  expect(await codes('another')).toEqual(Array(3).fill('SIGN_PARAM_INVALID'))
})

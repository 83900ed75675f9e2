import { readConfig } from './config'

const ENV = {
  WECHAT_APPID: 'wx1',
  WECHAT_APPSECRET: 'secret',
  WXPAY_MCHID: '1900000001',
  WXPAY_APIV3_KEY: 'k'.repeat(32),
  WXPAY_PRIVATE_KEY: 'AAAA',
  WXPAY_SERIAL_NO: 'ABC',
  WXPAY_PLATFORM_KEYS: '{"PUB_KEY_ID_1":"AAAA"}',
  WXPAY_NOTIFY_URL: 'https://shop.example/paynotify',
}

const read = (more: Record<string, string>) => readConfig({ ...ENV, ...more } as unknown as NodeJS.ProcessEnv)

test('a call waits 8 s for its answer unless CALL_TIMEOUT_MS says otherwise', () => {
  expect(read({}).callTimeoutMs).toBe(8_000)
  expect(read({ CALL_TIMEOUT_MS: '300' }).callTimeoutMs).toBe(300)
})

test.each(['0', '-1', '1.5', 'soon', '1e3'])('CALL_TIMEOUT_MS=%s is refused', (text) => {
  expect(() => read({ CALL_TIMEOUT_MS: text })).toThrow('CALL_TIMEOUT_MS')
})

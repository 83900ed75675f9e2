import { testPair } from '../../../tests/support/keys'
import { createWechatPayGateway, type WechatPayConfig } from './index'

describe('configuration', () => {
  const { privateKey, publicKey } = testPair()
  const config: WechatPayConfig = {
    appid: 'wx1',
    mchid: '1900000109',
    apiV3Key: 'k'.repeat(32),
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    serialNo: 'ab12',
    platformKeys: { PUB_KEY_ID_01: publicKey.export({ type: 'spki', format: 'pem' }).toString() },
    notifyUrl: 'https://shop.example.com/notify',
  }
  const create = (over: Partial<WechatPayConfig>) =>
    createWechatPayGateway({ ...config, ...over }, { now: () => 0 })

  test('a good one is taken', () => expect(() => create({})).not.toThrow())

  test.each<[string, Partial<WechatPayConfig>]>([
    ['apiV3Key', { apiV3Key: 'short' }],
    ['mchid', { mchid: '' }],
    ['platformKeys', { platformKeys: {} }],
    ['notifyUrl', { notifyUrl: 'https://shop.example.com/notify?x=1' }],
  ])('a bad %s is named, its value is not', (field, over) => {
    expect(() => create(over)).toThrow(new RegExp(`configuration: ${field}`))
    expect(() => create(over)).not.toThrow(/short|x=1/)
  })
})

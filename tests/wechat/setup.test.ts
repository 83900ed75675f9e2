import { createWechatSetup, type WechatSetup } from '../../cloudfunctions/platform/wechat/setup'
import { APPID, SECRET, start, type Harness } from './harness'

let wx: Harness
let setup: WechatSetup
beforeAll(async () => {
  wx = await start()
  const tokenStore = { get: async () => null, set: async () => undefined }
  setup = createWechatSetup(
    { appid: APPID, secret: SECRET, baseUrl: wx.baseUrl },
    { now: wx.clock.now, tokenStore },
  )
})
afterAll(() => wx.close())

const value = <T>(result: { kind: string; value?: T }): T => {
  if (result.kind !== 'ok') throw new Error(JSON.stringify(result))
  return result.value as T
}

test('WeChat is asked whether shipping is managed and settlement confirmed', async () => {
  expect(value(await setup.isTradeManaged())).toBe(true)
  expect(value(await setup.isTradeConfirmed())).toBe(true)
  wx.wechat.leave('trade_managed', false)
  wx.wechat.leave('trade_confirmed', false)
  expect(value(await setup.isTradeManaged())).toBe(false)
  expect(value(await setup.isTradeConfirmed())).toBe(false)
})

test('the pages of an order are told, one without the order’s number is refused', async () => {
  const path = 'packages/sale/order/index?orderId=${商品订单号}'
  value(await setup.setOrderPath(path))
  value(await setup.setMessagePath('packages/sale/order/index'))
  expect(wx.wechat.setting('order_detail_path')).toBe(path)
  expect(wx.wechat.setting('msg_jump_path')).toBe('packages/sale/order/index')
  expect(await setup.setOrderPath('packages/sale/order/index')).toMatchObject({ code: '40097' })
})

test('a template of the library becomes one of one’s own, with the keys that WeChat gave it', async () => {
  const library = value(await setup.library())
  expect(library.length).toBeGreaterThan(30)
  const { tid } = library.find(({ title }) => title === '订单发货通知')!
  const keywords = value(await setup.keywords(tid))
  const kidOf = (name: string) => keywords.find((one) => one.name === name)!.kid
  const kids = [kidOf('快递单号'), kidOf('商品名称')]
  const templateId = value(await setup.addTemplate(tid, kids, '发货后告诉买家'))
  expect(value(await setup.templates())).toEqual([
    { templateId, title: '订单发货通知', keys: { 快递单号: 'character_string4', 商品名称: 'thing2' } },
  ])
  expect(await setup.addTemplate(tid, kids, '')).toMatchObject({ code: '200022' })
  expect(await setup.addTemplate(tid, [99, 98], '')).toMatchObject({ code: '200020' })
  expect(await setup.addTemplate(tid, kids.toReversed(), '发'.repeat(16))).toMatchObject({ code: '200021' })
  const message = (data: Record<string, string>) =>
    wx.client.sendSubscribeMessage({ openid: 'o', templateId, data })
  expect(await message({ thing2: '茶' })).toMatchObject({ code: '47003' })
  expect(await message({ thing2: '茶', character_string4: 'SF1' })).toEqual({ kind: 'ok', value: null })
})

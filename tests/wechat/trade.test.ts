import { merchant, runJobs } from '../support/handlers'
import { createWechatApi } from '../../cloudfunctions/platform/wechat-api'
import { startTestMall, type TestMall } from '../support/context'
import { settingsDoc } from '../support/documents'
import { PATIENCE_MS } from '../support/until'
import { APPID, SECRET, start, type Harness } from './harness'

/** What WeChat wants before a mini-program may sell goods, asked of the local WeChat by the timer. */

let mall: TestMall
let wx: Harness
beforeAll(async () => {
  mall = await startTestMall()
  await mall.db.insert('settings', settingsDoc())
  wx = await start({ clock: mall.clock })
})
afterAll(async () => {
  await wx.close()
  await mall.close()
})

const DAY_MS = 86_400_000
const withWeChat = () => {
  const config = {
    appId: APPID,
    appSecret: SECRET,
    wechatApiBaseUrl: wx.baseUrl,
    envVersion: 'release' as const,
    callTimeoutMs: PATIENCE_MS,
  }
  return { ...mall.asStaff(), wechat: createWechatApi(config, mall.clock, mall.db) }
}

test.each<[string, ('trade_managed' | 'trade_confirmed' | 'shipping_calls') | undefined, string[]]>([
  ['nothing of a mini-program that has all of it', undefined, []],
  ['发货信息管理 of one that has closed it', 'trade_managed', ['is_trade_managed: false']],
  ['发货信息管理 of one that has never opened it', 'shipping_calls', ['is_trade_managed: false']],
  [
    '交易结算管理 of one where nobody has confirmed it',
    'trade_confirmed',
    ['is_trade_management_confirmation_completed: false'],
  ],
])('[OPERATIONS-2] WeChat wants %s', async (_, undone, details) => {
  if (undone) wx.wechat.leave(undone, false)
  mall.clock.advance(DAY_MS)
  await runJobs(withWeChat())
  const listed = async () =>
    (await merchant['operations.parked'](withWeChat(), {})).items.flatMap(({ effects }) =>
      effects.map(({ detail }) => detail),
    )
  expect(await listed()).toEqual(details)
  if (undone) wx.wechat.leave(undone, true)
  await merchant['operations.retry'](withWeChat(), { kind: 'wechatAccount', documentId: 'trade' })
  expect(await listed()).toEqual([])
})

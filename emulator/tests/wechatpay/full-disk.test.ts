import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClock } from '../../src/base'
import { createWechatPay, openWechatPayStore, type WechatPayStore } from '../../src/wechatpay'
import { prepay } from '../../src/wechatpay/endpoints/prepay'

/** While WeChat Pay's own disk refuses, nothing of it ends the process, and what is due is done afterwards. */
let folder: string
let store: WechatPayStore

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'full-disk-'))
  store = openWechatPayStore(join(folder, 'wechatpay.db'))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('what a full disk refuses is refused as that, whole, and room makes it well again', () => {
  const keep = (name: string) =>
    store.run('INSERT INTO setting (name, value) VALUES (?, ?)', name, 'x'.repeat(3_000))
  const kept = () => store.one<{ n: number }>('SELECT COUNT(*) AS n FROM setting')?.n
  // SQLite says SQLITE_FULL beyond so many pages, as it does when the disk has no room.
  store.one('PRAGMA max_page_count = 60')
  let rounds = 0
  const pair = () =>
    store.transaction(() => {
      keep(`${rounds}a`)
      keep(`${rounds}b`)
    })
  expect(() => {
    for (; ; rounds++) pair()
  }).toThrow('full')
  expect(kept()).toBe(2 * rounds)
  store.one('PRAGMA max_page_count = 1000')
  pair()
  expect(kept()).toBe(2 * rounds + 2)
})

test('a notification that cannot be written down stays due and is brought again', async () => {
  const clock = createClock()
  const said = jest.spyOn(console, 'error').mockImplementation(() => {})
  const statuses: (number | null)[] = []
  let deliveries = 0
  let heard = () => {}
  const acknowledged = new Promise<void>((resolve) => (heard = resolve))
  const wechatpay = await createWechatPay({
    clock,
    store,
    baseUrl: 'http://127.0.0.1',
    deliver: async () => {
      deliveries++
      return 200
    },
    onNotified: (_subject, status) => {
      statuses.push(status)
      heard()
    },
  })
  const { appid, mchid } = wechatpay.merchant
  const { prepay_id: prepayId } = prepay(wechatpay.context, {
    appid,
    mchid,
    out_trade_no: 'order_1',
    description: 'tea',
    notify_url: 'http://127.0.0.1/notify',
    amount: { total: 1 },
    payer: { openid: 'oPayer' },
  })
  wechatpay.pay(prepayId, { openid: 'oPayer' })
  // From here on every write fails.
  store.one('PRAGMA query_only = 1')
  await wechatpay.tick()
  expect([deliveries, statuses]).toEqual([1, []])
  expect(said).toHaveBeenCalledWith(expect.stringContaining('tries again'), expect.anything())
  expect(() => clock.advance(1_000)).not.toThrow()

  store.one('PRAGMA query_only = 0')
  await acknowledged
  expect([deliveries, statuses]).toEqual([2, [200]])
  expect(wechatpay.notifications('order_1')[0]?.acknowledged_at).not.toBeNull()
  await wechatpay.close()
  said.mockRestore()
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  beginKeyChange,
  endKeyChange,
  openWechatPayStore,
  shareNotifications,
} from '../../emulator/src/wechatpay'
import { newNumber, OPENID, paidOrder, start, type Harness } from './harness'

/**
 * WeChat Pay changes its key: from certificates to 微信支付公钥 and back, and from a certificate to the next.
 *
 * Sources: https://pay.weixin.qq.com/docs/partner/products/platform-certificate/update-pub-key.html (both keys are
 * needed while it goes on; choose by `Wechatpay-Serial`);
 * https://developers.weixin.qq.com/community/pay/doc/0008ce1ea905609afef23aa2a66000 (WeChat Pay alone decides the
 * share of notifications, 0.1 % to 100 % within a week);
 * https://developers.weixin.qq.com/community/develop/doc/0004e8c40b09182972936db6d69400 (answers follow the request)
 */
const CHANGES = [
  ['certificate', 'public_key'],
  ['public_key', 'certificate'],
  ['certificate', 'certificate'],
  ['public_key', 'public_key'],
] as const

describe.each(CHANGES)('the change from %s to %s', (from, to) => {
  let shop: Harness
  beforeEach(async () => {
    shop = await start({ platformMode: from })
  })
  afterEach(() => shop.close())

  const begin = (share: number) => beginKeyChange(shop.wechatpay.context, to, share)

  test('who pinned both keys hears everything', async () => {
    const change = await begin(0.5)
    shop.pin({ [change.serial]: change.publicKeyPem })
    shop.answerWith(500)
    await paidOrder(shop)
    for (let delivery = 0; delivery < 16; delivery++) {
      await shop.wechatpay.tick()
      shop.clock.advance(6 * 3600_000)
    }
    await shop.wechatpay.tick()
    expect(shop.heard).toHaveLength(16)
    expect(shop.refused.filter((reason) => reason !== 'probe')).toEqual([])
  })

  test('who pinned only the old one refuses the new one, and nothing is lost: it comes again', async () => {
    const change = await begin(1)
    const { orderId } = await paidOrder(shop)
    await shop.wechatpay.tick()
    expect([shop.heard.length, shop.refused]).toEqual([0, ['unknown_serial']])
    expect(await shop.gateway.query(orderId)).toMatchObject({ value: { tradeState: 'SUCCESS' } })
    shop.pin({ [change.serial.toLowerCase()]: change.publicKeyPem })
    shop.clock.advance(15_000)
    await shop.wechatpay.tick()
    expect(shop.heard).toMatchObject([{ notification: { transaction: { orderId } } }])
    expect(shop.wechatpay.notifications(orderId)[0]?.acknowledged_at).not.toBeNull()
  })

  test('answers are signed with the key that was announced', async () => {
    const change = await begin(0)
    const signers: (string | undefined)[] = []
    const ask = async () => {
      shop.changeNextAnswer(({ headers }) => (signers.push(headers['wechatpay-serial']), {}))
      return (await shop.gateway.query('order_nobody')).kind
    }
    const [old] = Object.keys(shop.wechatpay.merchant.platformKeys)
    expect(await ask()).toBe('rejected')
    shop.pin({ [change.serial]: change.publicKeyPem })
    expect(await ask()).toBe('rejected')
    // A 微信支付公钥 is announced as soon as there is one; of two alike the one that was pinned first.
    expect(signers).toEqual([old, from === 'certificate' && to === 'public_key' ? change.serial : old])
  })

  test('at its end only the new key signs, and who pinned it by then goes on', async () => {
    const change = await begin(0.1)
    shareNotifications(shop.wechatpay.context, 1)
    endKeyChange(shop.wechatpay.context)
    expect(await shop.gateway.query('order_nobody')).toMatchObject({
      kind: 'unknown',
      cause: 'unverified',
      detail: `unknown_serial ${change.serial}, HTTP 404 ORDER_NOT_EXIST`,
    })
    shop.pin({ [change.serial]: change.publicKeyPem })
    await paidOrder(shop)
    await shop.wechatpay.tick()
    expect(shop.heard).toHaveLength(1)
  })
})

test('a change outlives a restart, and so does its end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-keys-'))
  const file = join(folder, 'wechatpay.db')
  const serials: (string | undefined)[][] = []
  const run = async (work: (shop: Harness) => unknown) => {
    const store = openWechatPayStore(file)
    const shop = await start({ store, platformMode: 'certificate' })
    await work(shop)
    const { platform, incoming } = shop.wechatpay.context.keys
    serials.push([platform.serial, incoming?.key.serial])
    await shop.close()
    store.close()
  }
  try {
    await run(({ wechatpay }) => beginKeyChange(wechatpay.context, 'certificate', 0.3))
    await run(({ wechatpay }) => {
      expect(wechatpay.context.keys.incoming?.share).toBe(0.3)
      endKeyChange(wechatpay.context)
    })
    await run(() => undefined)
    const [first = [], ended = [], reopened = []] = serials
    expect(ended).toEqual([first[1], undefined])
    expect(reopened).toEqual(ended)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('without a change there is nothing to share or to end', async () => {
  const shop = await start()
  try {
    expect(() => shareNotifications(shop.wechatpay.context, 1)).toThrow('no change of keys')
    expect(() => endKeyChange(shop.wechatpay.context)).toThrow('no change of keys')
    const order = { orderId: newNumber(), description: '茶', amountFen: 1, openid: OPENID }
    expect(await shop.gateway.prepay({ ...order, expiresAt: shop.clock.now() + 60_000 })).toMatchObject({
      kind: 'ok',
    })
  } finally {
    await shop.close()
  }
})

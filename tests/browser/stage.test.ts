import path from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { startLocalCloud } from '../../local'
import { formatYuan } from '../../shared/money'
import { launchBrowser } from './browser'
import { openMall, type Mall, type Stage } from './mall'
import { press } from './phone'
import { recordsOf } from './records'

/** What the stage itself says to somebody who sees it for the first time. */

const PRODUCT = '武夷岩茶 大红袍'

/** What is done at each step, as its words say. */
const ACTS: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  async 转发({ distributor }) {
    await distributor.tap('分享商品')
    await distributor.within(distributor.link(new RegExp(`${PRODUCT}.*赚`))).tap('分享')
    await distributor.sheet.tap('转发给朋友')
  },
  async 打开({ page, buyer }) {
    await press(page.getByRole('button', { name: PRODUCT }).last())
    await buyer.sees('立即购买')
  },
  async 购买({ buyer }) {
    await buyer.tap('立即购买')
    await buyer.sheet.tap('立即购买')
    await buyer.sees('确认订单', '林知夏')
    await buyer.tap('微信支付')
    await buyer.sheet.tap('支付')
    await buyer.sheet.tap('完成')
  },
  async 发货({ merchant }) {
    await merchant.tap(/^待发货/)
    await press(merchant.all('林知夏').first())
    await merchant.tap('发货')
    await press(merchant.sheet.choice('顺丰速运'))
    await merchant.sheet.write('填写或粘贴单号', 'SF1388004217765')
    await merchant.sheet.tap('确认发货')
  },
  async 收货({ buyer }) {
    await buyer.tap('确认收货')
    await buyer.sheet.tap('收到了')
  },
  async 结算({ page }) {
    await press(page.getByRole('button', { name: '快进到结算', exact: true }))
  },
}

/** Where each is lit, and what is felt there afterwards. */
const STEPS: [label: string, lit: string, felt: [column: string, words: RegExp][]][] = [
  ['转发', 'distributor', []],
  ['打开', 'group', []],
  [
    '购买',
    'buyer',
    [
      ['buyer', /^−¥168\.00 已付款$/],
      ['merchant', /^\+¥168\.00 收到货款$/],
      ['distributor', /^\+¥\d+\.\d\d 待结算$/],
    ],
  ],
  ['发货', 'merchant', []],
  ['收货', 'buyer', []],
  ['结算', 'clock', [['distributor', /^\+¥\d+\.\d\d 已到账$/]]],
]

const guideOf = (page: Page): Locator => page.getByRole('navigation', { name: '试一单' })
const currentOf = (page: Page): Locator => guideOf(page).locator('[aria-current="step"]')

describe('the stage', () => {
  let mall: Mall
  beforeAll(async () => {
    mall = await openMall()
  })
  afterAll(() => mall?.close())
  afterEach(async () => {
    await mall.closePages(expect.getState().currentTestName ?? '')
    expect(mall.takeFaults()).toEqual([])
  })

  test('leads a newcomer from the card to the credited commission, with one press of the clock', async () => {
    const stage = await mall.openStage()
    const { page } = stage
    const records = recordsOf(mall.cloud)
    await stage.distributor.sees('推广中心', '分享商品')
    await stage.merchant.sees('今日')
    await page.getByText('店里上一单').waitFor()

    for (const [label, lit, felt] of STEPS) {
      await currentOf(page).getByText(label, { exact: true }).waitFor()
      await page.locator(`#${lit}.lit`).waitFor()
      expect(await page.locator('.lit').count()).toBe(1)
      await mall.shoot(page, `guide-${lit}`)
      await ACTS[label]?.(stage)
      // Each glows for a while only, so they are waited for together.
      await Promise.all(
        felt.map(([column, words]) => page.locator(`#${column}.moves .moved`).getByText(words).waitFor()),
      )
      if (felt.length > 0) await mall.shoot(page, `guide-${label === '购买' ? 'paid' : 'credited'}`)
    }

    const { _id: orderId } = await records.latestOrder('buyer')
    const { shares } = await records.commission(orderId, 'settled')
    const own = formatYuan(shares[0]!.amountFen)
    await guideOf(page).getByText(`你刚才那笔 ¥${own} 已到账`).waitFor()
    await page.getByText(new RegExp(`^快进了 .*你刚才那笔 ¥${own} 已到账$`)).waitFor()
    const total = formatYuan(shares.reduce((sum, { amountFen }) => sum + amountFen, 0))
    await page.getByText(`佣金合计 ¥${total} · 阿拾 ${own}`).waitFor()
    expect(await page.locator('.lit').count()).toBe(0)
    await mall.shoot(page, 'guide-over')
    expect(await mall.books()).toEqual([])

    // Loaded again it is where it was; nothing glows for what is old.
    await page.reload()
    await guideOf(page).getByText(`你刚才那笔 ¥${own} 已到账`).waitFor()
    expect(await page.locator('.moves').count()).toBe(0)

    await guideOf(page).getByRole('button', { name: '从头再来' }).click()
    await currentOf(page).getByText('转发', { exact: true }).waitFor()
    await page.getByText('店里上一单').waitFor()
  })

  test('the faults explain themselves and cover no phone', async () => {
    const { page } = await mall.openStage()
    await page.getByRole('button', { name: '故障' }).click()
    await page.getByText('从生效起数，这一处的第几个请求出错').waitFor()
    const { y = 0, height = 0 } = (await page.getByRole('form', { name: '故障' }).boundingBox()) ?? {}
    for (const device of await page.locator('.device').all())
      expect((await device.boundingBox())?.y).toBeGreaterThanOrEqual(y + height)
    await mall.shoot(page, 'faults-open')
  })

  test.each([
    [1920, 1080],
    [1024, 768],
    [375, 812],
  ])('can be used at %i × %i', async (width, height) => {
    const { page, merchant } = await mall.openStage()
    await page.request.post(`${mall.cloud.url}/local/round/restart`, { data: {} })
    await page.setViewportSize({ width, height })
    await merchant.sees('今日')
    await currentOf(page).getByText('转发', { exact: true }).waitFor()
    // As wide as its window: `shoot` complains otherwise.
    await mall.shoot(page, `stage-${width}`)
    await guideOf(page)
      .getByRole('button', { name: /^推广员手机/ })
      .click()
    await page.locator('#distributor .device').waitFor()
    const box = await page.locator('#distributor .device').boundingBox()
    const guide = await guideOf(page).boundingBox()
    expect(box!.y).toBeGreaterThanOrEqual(guide!.y + guide!.height)
    expect(box!.y).toBeLessThan(height / 2)
    await mall.shoot(page, `stage-${width}-led`)
  })
})

test('a server that has ended is told in Chinese, with the command that starts it again', async () => {
  const dist = path.resolve(__dirname, '../..', process.env['DIST'] ?? 'dist')
  const cloud = await startLocalCloud({
    port: 0,
    demo: true,
    h5Dir: path.join(dist, 'h5'),
    functionsDir: path.join(dist, 'functions'),
  })
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(`${cloud.url}/`)
    await currentOf(page).waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    await cloud.close()
    await page.getByRole('alert').getByText('榕铺停下来了').waitFor()
    await page.getByText(`npm start -- --port ${cloud.port}`).waitFor()
    await page.getByRole('button', { name: '+1 天' }).click()
    await page.getByText('榕铺没有回应，请看看终端里它还在不在').waitFor()
    expect(await page.locator('body').innerText()).not.toMatch(/fail|error/i)
    const shots = process.env['SHOTS']
    if (shots) await page.screenshot({ path: path.join(shots, 'stage-ended.png') })
  } finally {
    await browser.close()
  }
})

import { openMall, type Mall } from './mall'

let mall: Mall

beforeAll(async () => {
  mall = await openMall()
})
afterAll(() => mall?.close())
afterEach(() => mall.closePages('faults'))

test('a fault is chosen on the stage, hits the request that was meant, and ends', async () => {
  const { page } = await mall.openStage()
  // What the phones ask for at the beginning would be counted, too.
  await page.frameLocator('iframe[title="商家的手机"]').getByText('今日').first().waitFor()
  await page.getByRole('button', { name: '故障' }).click()
  await page.getByLabel('哪里').selectOption({ label: '微信支付：查单' })
  await page.getByLabel('怎么坏').selectOption({ label: '频率超限，没有执行' })
  await page.getByLabel('哪里').selectOption({ label: '通知：支付成功' })
  // Only what can happen there is offered.
  expect(await page.getByLabel('怎么坏').inputValue()).toBe('refuse')
  await page.getByLabel('哪里').selectOption({ label: '数据库：新增' })
  await page.getByLabel('第几次').fill('2')
  await page.getByLabel('怎么坏').selectOption({ label: '系统错误，没有执行' })
  await page.getByRole('button', { name: '生效' }).click()
  await page.getByText('等第 2 次').waitFor()
  expect(mall.cloud.faults.report()).toMatchObject({
    armed: true,
    planned: [{ at: 'database.insertDocument', k: 2, fault: 'system_error' }],
  })

  const enter = (who: string) => mall.cloud.call(who, 'storefront/member.enter', {})
  const [first, second] = [await enter('stranger-1'), await enter('stranger-2')]
  expect([first.ok, second.ok]).toEqual([true, false])
  await page.getByText('数据库 · 新增 · members：系统错误，没有执行').waitFor()

  await page.getByRole('button', { name: '清除' }).click()
  await page.getByText('一切正常').waitFor()
  expect(mall.cloud.faults.report().armed).toBe(false)
  expect((await enter('stranger-2')).ok).toBe(true)
})

import type { Page } from 'playwright-core'
import { openMall, type Mall } from './mall'
import { seriousOn } from './axe'

/** Without a finger: the Tab key, Enter and Escape alone. */

const TEA = /武夷岩茶 大红袍/
/** More than any page has controls. */
const MOST = 120

let mall: Mall
beforeAll(async () => {
  mall = await openMall()
})
afterEach(async () => {
  await mall.closePages(expect.getState().currentTestName ?? '')
  expect(mall.takeFaults()).toEqual([])
})
afterAll(() => mall?.close())

/** What has the focus: its role and its words. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement
    const words = at?.getAttribute('aria-label') ?? at?.textContent ?? ''
    return `${at?.getAttribute('role') ?? at?.tagName ?? ''} ${words}`
  })

/** Presses the Tab key until it has come to a control with these words. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const met: string[] = []
  for (let pressed = 0; pressed < MOST; pressed++) {
    await page.keyboard.press('Tab')
    const at = await focused(page)
    if (name.test(at)) return
    met.push(at)
  }
  throw new Error(`the Tab key does not come to ${name}: ${met.join(' | ')}`)
}

test('[REACH-2] a product is found, opened and chosen by the keyboard, and its sheet has the focus while it is open', async () => {
  const { phone, page } = await mall.openPhone('buyer')
  await phone.sees('本周下山')
  await tabTo(page, new RegExp(`^link .*${TEA.source}`))
  await page.keyboard.press('Enter')
  await phone.sees('加入购物车', '立即购买')
  await tabTo(page, /^button 立即购买$/)
  await page.keyboard.press('Enter')
  await phone.sheet.sees('立即购买')
  const isInside = () => page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)
  expect(await isInside()).toBe(true)
  for (let pressed = 0; pressed < 30; pressed++) {
    await page.keyboard.press('Tab')
    expect(await isInside()).toBe(true)
  }
  await page.keyboard.press('Shift+Tab')
  expect(await isInside()).toBe(true)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await focused(page)).toBe('button 立即购买')
})

test('[REACH-3] axe-core finds nothing serious on a sheet', async () => {
  const { phone, page } = await mall.openPhone('buyer')
  await phone.link(TEA).click()
  await phone.tap('立即购买')
  await phone.sheet.sees('立即购买')
  expect(await seriousOn(page)).toEqual([])
})

import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { seams } from '../../cloudfunctions/collected/seams'
import { checkBooks, type Violation } from '../../cloudfunctions/domain/money/audit'
import type { Context } from '../../cloudfunctions/platform/context'
import { startLocalCloud, type LocalCloud } from '../../local'
import { launchBrowser } from './browser'
import { NOON } from '../support/noon'
import { PATIENCE_MS } from '../support/until'
import { Phone } from './phone'
import { watch } from './watch'

/** A shop on a local cloud of its own, and a browser that looks at it. */
export interface Mall {
  readonly cloud: LocalCloud
  /** The page with the three phones and the chat. */
  openStage(): Promise<Stage>
  /** A phone alone, 375 × 812 or as `PHONE` says (`320x640`), with a storage of its own. */
  openPhone(who: string): Promise<{ phone: Phone; page: Page }>
  /** Closes every page that was opened; a picture shows where the test `name` left it. */
  closePages(name: string): Promise<void>
  /** What the browser complained about since the last time: console and page errors, requests that failed. */
  takeFaults(): string[]
  /** Keeps a picture of a page in `SHOTS`, when there is such a folder. */
  shoot(page: Page, name: string): Promise<void>
  /** What the books say; nothing when they are right. */
  books(): Promise<Violation[]>
  close(): Promise<void>
}

export interface Stage {
  readonly page: Page
  readonly buyer: Phone
  readonly distributor: Phone
  readonly merchant: Phone
}

/**
 * Starts everything, with the demo or an `empty` shop. What is built lies in `dist`, or in the folder that `DIST`
 * names.
 */
export async function openMall({ empty = false } = {}): Promise<Mall> {
  const root = path.resolve(__dirname, '../..')
  const dist = path.resolve(root, process.env['DIST'] ?? 'dist')
  for (const built of ['h5/index.html', 'functions/storefront/index.js']) {
    if (!fs.existsSync(path.join(dist, built))) throw new Error(`${built} is not built: npm run build`)
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'banyan-browser-test-'))
  const shots = process.env['SHOTS'] ?? path.join(folder, 'shots')
  fs.mkdirSync(shots, { recursive: true })
  const cloud = await startLocalCloud({
    port: 0,
    demo: !empty,
    empty,
    functionsDir: path.join(dist, 'functions'),
    h5Dir: path.join(dist, 'h5'),
    dataDir: path.join(folder, 'data'),
    instances: 4,
    // No day ends by itself: before ten in the morning yesterday's bill cannot be had.
    callTimeoutMs: PATIENCE_MS,
    ackTimeoutMs: PATIENCE_MS,
    clockStandsAt: NOON,
  })
  const browser: Browser = await launchBrowser().catch(async (error: unknown) => {
    await cloud.close()
    throw error
  })
  let faults: string[] = []

  async function openPage(width: number, height: number): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width, height },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      // Whoever wants less motion waits for none.
      reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(PATIENCE_MS)
    context.setDefaultNavigationTimeout(PATIENCE_MS)
    const page = await context.newPage()
    watch(page, (fault) => faults.push(fault))
    return page
  }

  async function shoot(page: Page, name: string): Promise<void> {
    for (const frame of page.frames()) {
      await frame.waitForFunction(picturesAreThere)
      const wider = await frame.evaluate(widerBy)
      if (wider > 0) faults.push(`${name} is wider than its window by ${wider} px`)
    }
    const file = `${name.replace(/[^\w-]+/g, '-').slice(0, 80)}.png`
    await page.screenshot({ path: path.join(shots, file) })
  }

  return {
    cloud,
    async openStage() {
      const page = await openPage(1440, 900)
      await page.goto(`${cloud.url}/`)
      const phone = (role: string) => new Phone(page.frameLocator(`iframe[title="${role}的手机"]`))
      return { page, buyer: phone('买家'), distributor: phone('推广员'), merchant: phone('商家') }
    },
    async openPhone(who) {
      const [width = 375, height = 812] = (process.env['PHONE'] ?? '375x812').split('x').map(Number)
      const page = await openPage(width, height)
      await page.goto(`${cloud.url}/phone/${who}/`)
      return { phone: new Phone(page), page }
    },
    async closePages(name) {
      for (const [at, context] of browser.contexts().entries()) {
        for (const page of context.pages()) await shoot(page, `end-${name}-${at + 1}`)
        await context.close()
      }
    },
    takeFaults() {
      const taken = faults
      faults = []
      return taken
    },
    shoot,
    books: () => checkBooks({ db: cloud.db, clock: cloud.clock, seams } as unknown as Context),
    async close() {
      await browser.close()
      await cloud.close()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** In the browser: how far a page can be moved sideways, px. */
function widerBy(): number {
  const { scrollWidth, clientWidth } = document.documentElement
  return Math.max(0, scrollWidth - clientWidth)
}

/** In the browser: whether every picture within the window is loaded. */
function picturesAreThere(): boolean {
  return [...document.images].every((image) => {
    const { top, bottom } = image.getBoundingClientRect()
    return image.complete || bottom < 0 || top > innerHeight
  })
}

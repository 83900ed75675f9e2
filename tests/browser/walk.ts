import type { Page } from 'playwright-core'
import { seriousOn } from './axe'
import type { Mall } from './mall'
import type { Phone } from './phone'

/** A page, how its user gets there from the one before, and what then stands on it. */
export interface Step {
  /** Its picture's name. */
  name: string
  open?: (phone: Phone) => Promise<unknown>
  sees: (string | RegExp)[]
}

/**
 * Goes through pages as a user does; each survives being loaded again, and the browser's back button leads through
 * all of them to the first.
 */
export async function walk(mall: Mall, who: string, steps: readonly Step[]): Promise<Page> {
  const { phone, page } = await mall.openPhone(who)
  for (const { name, open, sees } of steps) {
    await open?.(phone)
    await phone.sees(...sees)
    await page.reload()
    await phone.sees(...sees)
    await mall.shoot(page, `${who}-${name}`)
    expect({ name, serious: await seriousOn(page) }).toEqual({ name, serious: [] })
  }
  for (const { sees } of [...steps.slice(0, -1)].reverse()) {
    await page.goBack()
    await phone.sees(...sees)
  }
  return page
}

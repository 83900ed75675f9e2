import {
  newOwnerCode,
  offerOwnership,
  ownership,
  printedOwnerCode,
} from '../../cloudfunctions/domain/people/staff'
import { beginShop } from '../../cloudfunctions/domain/shop/settings'
import type { Database } from '../../cloudfunctions/platform/database'
import { randomInt } from '../../emulator/src/random'

/** What the stage shows of a shop. */
export interface ShopOnStage {
  /** Whether it is the demo's. */
  demo: boolean
  /** Empty as long as it has none. */
  name: string
  /** By which somebody becomes the owner, as it is printed; only while the shop is nobody's. */
  ownerCode?: string
}

/** A shop that is set up here instead of the demo: it begins empty, and whoever has the code becomes its owner. */
export function createOwnShop(ctx: { db: Database; clock: { now(): number } }) {
  let begun = false
  let code: string | undefined
  let offering: Promise<void> | undefined

  /** Two at once are one: each code makes the one before it void. */
  function offer(): Promise<void> {
    const made = newOwnerCode(randomInt)
    offering ??= offerOwnership(ctx, made)
      .then(() => void (code = made))
      .finally(() => (offering = undefined))
    return offering
  }

  async function ownerCode(): Promise<string | undefined> {
    if (!begun) return undefined
    const { is } = await ownership(ctx)
    if (is === 'owned') return undefined
    // A code stands nowhere: one that was offered before this process is lost, and one whose days are over is none.
    if (code === undefined || is === 'nobodys') await offer()
    return code && printedOwnerCode(code)
  }

  return {
    /** Begins the shop, unless one stands. */
    async begin(): Promise<void> {
      await beginShop(ctx)
      begun = true
    },
    ownerCode,
    async onStage(): Promise<ShopOnStage> {
      const [settings, made] = await Promise.all([ctx.db.get('settings', 'shop'), ownerCode()])
      return { demo: !begun, name: settings?.name ?? '', ...(made !== undefined && { ownerCode: made }) }
    },
  }
}

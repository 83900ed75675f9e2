import type { AnswerOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import { SETUP_STEPS, type SetupStep } from '@shared/contract/setup/limits'
import type { Context } from '../../../platform/context'
import { changeOf, type Deed } from '../../../platform/trail'
import { pageOfProducts } from '../../goods/catalog'
import { loadSettings, openSettings } from '../settings'

/** A shop that opens has something to sell: what is on sale without pieces is not. */
const BUYABLE = { listed: true, soldOut: false }

/** How far the set-up has come: two trips at once. What a shop that is open once did, it need not do again. */
export async function setupOf(ctx: Context): Promise<AnswerOf<'merchant/setup.get'>> {
  const [settings, { items }] = await Promise.all([loadSettings(ctx), pageOfProducts(ctx, {}, BUYABLE)])
  if (!settings.preparing) return { open: true, done: [...SETUP_STEPS] }
  const { confirmed = [] } = settings
  const done = SETUP_STEPS.filter((step) =>
    step === 'product' ? items.length > 0 : confirmed.includes(step),
  )
  return { open: false, done }
}

/**
 * Opens the shop, once everything that it needs to sell is confirmed and something that is on sale has pieces. Nothing
 * happens to one that is open. Round trips: 2 at once, 1.
 *
 * @throws AppError SETUP_UNDONE
 */
export async function openShop(ctx: Context): Promise<void> {
  const { open, done } = await setupOf(ctx)
  if (open) return
  const left = SETUP_STEPS.filter((step: SetupStep) => !done.includes(step))
  if (left.length > 0) throw new AppError('SETUP_UNDONE')
  await openSettings(ctx, OPENING)
}

const OPENING: Deed = {
  kind: 'rules',
  what: '开张',
  subject: { id: 'shop', name: '店铺' },
  changes: changeOf('状态', '布置中', '营业'),
  // A shop opens once.
  key: 'opening',
}

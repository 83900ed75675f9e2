import type { Handlers } from '../../../platform/door'
import { foldProduct } from '../catalog'
import { adjustStock } from './adjust.service'

export const merchant = {
  'inventory.adjust': async (ctx, adjustment) => {
    const { available, productId } = await adjustStock(ctx, adjustment)
    // The timer would do it, too: lists show it sooner.
    await foldProduct(ctx, productId)
    return { available }
  },
} satisfies Partial<Handlers<'merchant'>>

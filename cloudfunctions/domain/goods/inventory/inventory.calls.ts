import type { Handlers } from '../../../platform/door'
import { foldProduct } from '../catalog'
import { adjustForStaff } from './adjust.service'

export const merchant = {
  'inventory.adjust': (ctx, adjustment) => adjustForStaff(ctx, adjustment, foldProduct),
} satisfies Partial<Handlers<'merchant'>>

import type { Handlers } from '../../../platform/door'
import { codeOfShare, earningFor, makeShare, productsToShare } from './share.service'

export const distributor = {
  'sharing.products': productsToShare,
  'sharing.earning': (ctx, { productId }) => earningFor(ctx, productId),
  'sharing.create': makeShare,
  'sharing.code': (ctx, { code }) => codeOfShare(ctx, code),
} satisfies Partial<Handlers<'distributor'>>

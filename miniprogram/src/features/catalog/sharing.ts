import { useEffect } from 'react'
import type { OutputOf } from '@shared/contract'
import { pathOf, type ShareCard } from '@/platform'
import { useCall, useCommand, useSession, type Session } from '@/data'
import type { Product } from './hooks'

type Share = OutputOf<'distributor/sharing.create'>

export function isDistributor(session: Session | undefined): boolean {
  return session?.distributorState === 'active'
}

/**
 * The code under which an active distributor's card of this product travels, asked for ahead because WeChat wants
 * the card at once. Others have none, and nothing is asked for them.
 */
export function useShareCode(productId: string | undefined, enabled = true): string | undefined {
  const session = useSession()
  const wanted = enabled && isDistributor(session.data)
  const share = useCommand('distributor/sharing.create', { silent: true })
  const { mutate, isIdle } = share
  useEffect(() => {
    if (wanted && isIdle) mutate(productId ? { productId } : {})
  }, [wanted, isIdle, mutate, productId])
  return share.data?.code
}

/** What this distributor earns with the product; never asked for anybody else. */
export function useEarning(productId: string | undefined) {
  const session = useSession()
  return useCall(
    'distributor/sharing.earning',
    { productId: productId ?? '' },
    { enabled: !!productId && isDistributor(session.data), staleMs: 60_000 },
  )
}

export function productCard(product: Product, code: Share['code'] | undefined): ShareCard {
  const picture = product.pictures[0]
  return {
    title: product.sellingPoint ? `${product.name}｜${product.sellingPoint}` : product.name,
    path: pathOf('product', { productId: product.productId, ...(code ? { scene: code } : {}) }),
    desc: product.sellingPoint,
    ...(picture ? { imageUrl: picture } : {}),
  }
}

export function homeCard(
  session: Session | undefined,
  code: string | undefined,
  picture?: string,
): ShareCard {
  const path = pathOf('home')
  return {
    title: session ? `${session.shop.name} · ${session.shop.slogan}` : '榕铺',
    path: code ? `${path}?scene=${encodeURIComponent(code)}` : path,
    desc: session?.shop.slogan ?? '',
    ...(picture ? { imageUrl: picture } : {}),
  }
}

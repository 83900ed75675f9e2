import { useEffect } from 'react'
import type { OutputOf } from '@shared/contract'
import { keywordInput } from '@shared/contract/catalog/limits'
import { useCall, useCommand, usePages, useSession } from '@/data'
import { isDistributor } from '@/features/distributor'

export type Share = OutputOf<'distributor/sharing.create'>
export type SharingProduct = OutputOf<'distributor/sharing.products'>['items'][number]

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

export function useSharingProducts(keyword: string, enabled = true) {
  return usePages('distributor/sharing.products', keywordInput(keyword), { enabled })
}

/**
 * The share of a product. Asking is a command to the server, yet the same share always has the same code, so its
 * answer is kept like any other: WeChat wants the card at once when it is forwarded.
 */
export function useShareOf(productId: string | undefined) {
  return useCall('distributor/sharing.create', productId ? { productId } : {}, {
    enabled: !!productId,
    staleMs: 10 * 60_000,
  })
}

export function useShareCodePicture(code: string | undefined) {
  return useCall('distributor/sharing.code', { code: code ?? '' }, { enabled: !!code, staleMs: 60 * 60_000 })
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { OutputOf } from '@shared/contract'
import { SHARE_CODE } from '@shared/contract/limits'
import { useCallback } from 'react'
import { call, currentScene } from '@/platform'

export type Session = OutputOf<'storefront/member.enter'>

const KEY = ['session'] as const

/**
 * Who the caller is and what every page needs. Entering records a visit under the share scene and may bind the
 * buyer, so it runs when the mall opens and whenever it is opened through another card.
 */
export function useSession() {
  return useQuery<Session>({
    queryKey: KEY,
    queryFn: () => {
      const scene = currentScene()
      return call('storefront/member.enter', scene && SHARE_CODE.test(scene) ? { scene } : {})
    },
    staleTime: 5 * 60_000,
  })
}

/** Enters again, e.g. under a new scene or after becoming a distributor. */
export function useReenter() {
  const client = useQueryClient()
  return useCallback(() => client.invalidateQueries({ queryKey: KEY }), [client])
}

/** Keeps the number on the cart's badge right without asking again. */
export function useSetCartCount() {
  const client = useQueryClient()
  return useCallback(
    (cartCount: number) =>
      client.setQueryData<Session>(KEY, (session) => (session ? { ...session, cartCount } : session)),
    [client],
  )
}

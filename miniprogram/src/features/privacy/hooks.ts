import { useCallback } from 'react'
import type { OutputOf } from '@shared/contract'
import { useCall, useCommand, useReenter, useSession } from '@/data'
import { call } from '@/platform'

export type LegalTexts = OutputOf<'storefront/privacy.texts'>

export function useLegalTexts() {
  return useCall('storefront/privacy.texts', {})
}

/** Asked for at a tap only: the copy is long, and nobody else is to find it in a cache. */
export async function copyOfOwnData(): Promise<string> {
  return (await call('storefront/privacy.export', {})).text
}

/** 注销账号. */
export function useErase() {
  return useCommand('storefront/privacy.erase')
}

/**
 * The agreement to the texts of today: `asks` while the caller has not agreed to them, and `agree`, which notes it
 * with an order or an application. It throws when the texts have changed meanwhile.
 */
export function useConsent(): { asks: boolean; agree: () => Promise<void> } {
  const { data: session } = useSession()
  const reenter = useReenter()
  const { mutateAsync } = useCommand('storefront/privacy.agree', { silent: true })
  const { version, agreed } = session?.terms ?? {}
  const asks = version !== undefined && agreed !== version
  const agree = useCallback(async () => {
    if (!asks || version === undefined) return
    try {
      await mutateAsync({ version })
    } finally {
      void reenter()
    }
  }, [asks, version, mutateAsync, reenter])
  return { asks, agree }
}

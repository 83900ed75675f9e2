import { useCallback } from 'react'
import { useCommand, useForget, useReenter } from '@/data'

export function useRename() {
  const reenter = useReenter()
  // Shares are kept long, since their codes never change; the name on them has.
  const forgetShares = useForget('distributor/sharing.create')
  const { mutateAsync } = useCommand('storefront/member.updateProfile')
  const rename = useCallback(
    async (nickname: string): Promise<boolean> => {
      try {
        await mutateAsync({ nickname })
        await Promise.all([reenter(), forgetShares()])
        return true
      } catch {
        // Said in a toast already.
        return false
      }
    },
    [mutateAsync, reenter, forgetShares],
  )
  return { rename }
}

import { useCallback } from 'react'
import { useCommand, useReenter } from '@/data'

export function useRename() {
  const reenter = useReenter()
  const { mutateAsync } = useCommand('storefront/member.updateProfile')
  const rename = useCallback(
    async (nickname: string): Promise<boolean> => {
      try {
        await mutateAsync({ nickname })
        await reenter()
        return true
      } catch {
        // Said in a toast already.
        return false
      }
    },
    [mutateAsync, reenter],
  )
  return { rename }
}

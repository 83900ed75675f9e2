import type { Shop } from '@shared/contract/settings/schema'
import { useEffect } from 'react'
import { useSession, type Session } from '@/data'
import { storage, type RouteName } from '@/platform'

/** Where whoever sets the shop up goes on. */
export const SET_UP = 'merchant-shop/settings' satisfies RouteName

/** The shop, where it is closed to the caller: the staff see one that is being prepared, others see that it is. */
export function closedTo(session: Session | undefined): Shop | undefined {
  return session?.shop.closed && session.staffPermissions.length === 0 ? session.shop : undefined
}

/** `closedTo` the caller; nothing while that is not known. */
export const useClosedShop = (): Shop | undefined => closedTo(useSession().data)

const OPEN = 'shop:open'

/**
 * Whether nothing tells yet if the shop is open: the session has not answered, and this phone has not seen it open.
 * Where it has, nobody waits: an open shop stays open.
 */
export function useUnsure({ data, error }: { data: Session | undefined; error: unknown }): boolean {
  const open = data && !data.shop.closed
  useEffect(() => {
    if (open !== undefined) storage.set(OPEN, open)
  }, [open])
  return !data && !error && !storage.get(OPEN)
}

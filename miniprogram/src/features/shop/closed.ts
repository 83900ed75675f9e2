import type { Shop } from '@shared/contract/settings/schema'
import { useSession, type Session } from '@/data'
import type { RouteName } from '@/platform'

/** Where whoever sets the shop up goes on. */
export const SET_UP = 'merchant-shop/settings' satisfies RouteName

/** The shop, where it is closed to the caller: the staff see one that is being prepared, others see that it is. */
export function closedTo(session: Session | undefined): Shop | undefined {
  return session?.shop.closed && session.staffPermissions.length === 0 ? session.shop : undefined
}

/** `closedTo` the caller; nothing while that is not known. */
export const useClosedShop = (): Shop | undefined => closedTo(useSession().data)

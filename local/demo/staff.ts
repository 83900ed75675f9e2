import type { StaffDoc } from '../../cloudfunctions/domain/people/staff'
import type { StaffPermission } from '../../shared/contract/permissions'
import { openidOf } from '../server/phones'

export const OWNER = '沈禾'
export const CLERK = '阿青'

/** Who works in the shop, and what each may do; the owner may do everything. */
const STAFF: readonly { who: string; name: string; permissions: StaffPermission[] }[] = [
  // Sends what was bought and counts what is there; sees no bills.
  { who: 'clerk', name: CLERK, permissions: ['order.read', 'order.ship', 'product.read', 'product.write'] },
  // Writes the goods and dresses the shop.
  { who: 'wenyan', name: '温言', permissions: ['product.read', 'product.write', 'settings.write'] },
  // Answers customers, gives money back and reads applications.
  { who: 'xiaoman', name: '林小满', permissions: ['order.read', 'order.refund', 'distributor.review'] },
  // Keeps the books.
  { who: 'luyun', name: '陆昀', permissions: ['order.read', 'order.refund', 'bill.reconcile', 'trail.read'] },
  // The tax adviser looks twice a month and changes nothing.
  { who: 'qinzhou', name: '秦舟', permissions: ['order.read', 'product.read', 'trail.read'] },
]

export function demoStaff(): StaffDoc[] {
  return [
    { _id: openidOf('merchant'), name: OWNER, owner: true, permissions: [] },
    ...STAFF.map(({ who, name, permissions }) => ({ _id: openidOf(who), name, owner: false, permissions })),
  ]
}

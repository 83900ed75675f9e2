import { catalogAdminHandlers } from '../domain/catalog'
import { distributionAdminHandlers } from '../domain/distribution'
import { authorize } from '../domain/member'
import { reconciliationAdminHandlers } from '../domain/reconciliation'
import { orderAdminHandlers } from '../domain/trade'
import { clientFunction } from '../platform/compose'

export const main = clientFunction({
  name: 'merchant',
  handlers: {
    ...catalogAdminHandlers,
    ...orderAdminHandlers,
    ...distributionAdminHandlers,
    ...reconciliationAdminHandlers,
  },
  authorize,
})

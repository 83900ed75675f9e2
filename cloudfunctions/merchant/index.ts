import { catalogAdminHandlers } from '../domain/catalog'
import { authorize } from '../domain/member'
import { orderAdminHandlers } from '../domain/trade'
import { clientFunction } from '../platform/compose'
import { unanswered } from '../platform/unanswered'

export const main = clientFunction({
  name: 'merchant',
  handlers: { ...unanswered('merchant'), ...catalogAdminHandlers, ...orderAdminHandlers },
  authorize,
})

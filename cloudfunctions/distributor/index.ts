import { authorizeDistributor, promotionHandlers } from '../domain/distribution'
import { clientFunction } from '../platform/compose'

export const main = clientFunction({
  name: 'distributor',
  handlers: promotionHandlers,
  authorize: authorizeDistributor,
})

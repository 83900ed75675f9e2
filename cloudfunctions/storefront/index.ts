import { cartHandlers } from '../domain/cart'
import { catalogHandlers } from '../domain/catalog'
import { authorize, memberHandlers } from '../domain/member'
import { orderHandlers } from '../domain/trade'
import { clientFunction } from '../platform/compose'

export const main = clientFunction({
  name: 'storefront',
  handlers: { ...catalogHandlers, ...memberHandlers, ...cartHandlers, ...orderHandlers },
  authorize,
})

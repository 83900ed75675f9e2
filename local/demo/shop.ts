import type { ProductDoc } from '../../cloudfunctions/domain/goods/catalog'
import type { VisitDoc } from '../../cloudfunctions/domain/distribution/sharing'
import type { OrderDoc } from '../../cloudfunctions/domain/sale/order'
import type { SettingsDoc } from '../../cloudfunctions/domain/shop/settings'
import type { Personal } from '../../cloudfunctions/platform/personal'
import { manyPeople } from './crowd'
import { fewOccasions, withRefund } from './few'
import { ALL_GOODS, FEW_GOODS, type DemoGoods } from './goods'
import { manyOccasions } from './history'
import { demoOrders } from './orders'
import { FEW_PEOPLE, type DemoPeople } from './people'
import { demoProducts } from './products'
import type { DemoProfile } from './profile'
import { createRandom } from './random'
import { demoSettings } from './settings'
import { fewVisits, manyVisits } from './visits'

/** What a demo shop is made of; the rest follows from it. */
export interface DemoShop {
  readonly goods: readonly DemoGoods[]
  readonly people: DemoPeople
  readonly settings: SettingsDoc
  readonly products: ProductDoc[]
  readonly orders: OrderDoc[]
  readonly visits: VisitDoc[]
}

/** A demo shop as it stands at `now`: always the same for the same profile and time. */
export function demoShop(
  profile: DemoProfile,
  now: number,
  { personal, baseUrl }: { personal: Personal; baseUrl: string },
): DemoShop {
  const pictureOf = (name: string) => `${baseUrl}/pictures/${name}.webp`
  const iconOf = (name: string) => `${baseUrl}/pictures/icons/${name}.svg`
  const settings = demoSettings(now, pictureOf, iconOf, profile)
  const isSmall = profile.size === 'small'
  const [goods, people] = isSmall ? [FEW_GOODS, FEW_PEOPLE] : [ALL_GOODS, manyPeople()]
  const products = demoProducts(now, pictureOf, goods)
  const from = { now, settings, products, people, personal }
  const random = createRandom(312)
  if (isSmall) {
    const orders = withRefund(demoOrders(from, fewOccasions(now, random), random))
    return { goods, people, settings, products, orders, visits: fewVisits(now) }
  }
  const shelves = goods.map((one, i) => ({ goods: one, since: products[i]?.createdAt ?? now }))
  const orders = demoOrders(from, manyOccasions(now, people, shelves, random), random)
  return { goods, people, settings, products, orders, visits: manyVisits(now, people, orders) }
}

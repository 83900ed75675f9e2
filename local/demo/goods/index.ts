import { FIRST } from './first'
import { FRESH } from './fresh'
import { GIFTS } from './gifts'
import { GRAIN } from './grain'
import { KITCHEN } from './kitchen'
import type { DemoGoods } from './model'
import { PANTRY } from './pantry'
import { SECOND } from './second'
import { SETS } from './sets'
import { TEA } from './tea'

export type { DemoGoods } from './model'

/** What the shop began with; stories and tests tell of these. */
export const FEW_GOODS: readonly DemoGoods[] = [...FIRST, ...SECOND]

/** All that the demo shop sells, and a few goods that it does not sell now. Names, places and people are made up. */
export const ALL_GOODS: readonly DemoGoods[] = [
  ...FEW_GOODS,
  ...TEA,
  ...PANTRY,
  ...GRAIN,
  ...FRESH,
  ...GIFTS,
  ...SETS,
  ...KITCHEN,
]

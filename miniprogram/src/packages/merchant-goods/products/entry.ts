import type { Entry } from '@/merchant/entry'
import type { Params } from './params'

export const entry: Entry<Params> = {
  label: '商品',
  icon: 'box',
  permission: 'product.read',
  order: 10,
  todos: [{ label: '库存告急', order: 40, count: (todo) => todo.lowStock, params: { tab: 'low_stock' } }],
}

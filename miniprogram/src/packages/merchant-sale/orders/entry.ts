import type { Entry } from '@/merchant/entry'
import type { Params } from './params'

export const entry: Entry<Params> = {
  label: '订单',
  icon: 'list',
  permission: 'order.read',
  order: 20,
  params: { state: 'all' },
  todos: [
    {
      label: '待发货',
      order: 10,
      count: (todo) => todo.unshipped,
      urgent: true,
      params: { state: 'unshipped' },
    },
    {
      label: '退款中',
      order: 20,
      count: (todo) => todo.refunding,
      urgent: true,
      params: { state: 'refund' },
    },
  ],
}

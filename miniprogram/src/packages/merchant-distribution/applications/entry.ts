import type { Entry } from '@/merchant/entry'
import type { Params } from './params'

export const entry: Entry<Params> = {
  label: '推广员',
  icon: 'team',
  permission: 'distributor.review',
  order: 30,
  params: { state: 'active' },
  todos: [{ label: '申请待审', order: 30, count: (todo) => todo.applications, params: { state: 'pending' } }],
}

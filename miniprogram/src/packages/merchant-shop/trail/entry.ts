import type { Entry } from '@/merchant/entry'
import type { Params } from './params'

export const entry: Entry<Params> = {
  label: '操作记录',
  icon: 'list',
  permission: 'trail.read',
  order: 60,
}

import type { Entry } from '@/merchant/entry'

export const entry: Entry = {
  label: '操作记录',
  icon: 'list',
  permission: 'trail.read',
  order: 60,
}

import type { Entry } from '@/merchant/entry'

export const entry: Entry = {
  label: '设置',
  icon: 'settings',
  permission: 'settings.write',
  order: 90,
}

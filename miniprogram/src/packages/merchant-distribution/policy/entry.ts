import type { Entry } from '@/merchant/entry'

export const entry: Entry = {
  label: '佣金规则',
  icon: 'settings',
  permission: 'policy.write',
  order: 50,
}

import type { Entry } from '@/merchant/entry'

export const entry: Entry = {
  label: '对账',
  icon: 'wallet',
  permission: 'bill.reconcile',
  order: 40,
  badge: {
    call: 'merchant/reconciliation.open',
    count: ({ open }) => open,
    alert: (open) => `有 ${open} 笔账对不上，等你看一眼`,
  },
}

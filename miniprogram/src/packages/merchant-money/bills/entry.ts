import type { Entry } from '@/merchant/entry'

export const entry: Entry = {
  label: '对账',
  icon: 'wallet',
  permission: 'bill.reconcile',
  order: 40,
  badge: { call: 'merchant/reconciliation.open', count: ({ open }) => open },
  lines: [
    {
      call: 'merchant/reconciliation.open',
      say: ({ open, day }) =>
        open > 0
          ? {
              title: `有 ${open} 笔账对不上，等你看一眼`,
              ...(day !== undefined && { to: { name: 'merchant-money/bill', params: { day } } }),
            }
          : undefined,
    },
    {
      call: 'merchant/audit.latest',
      say: ({ latest }, { countText, daysSince }) => {
        if (!latest) return undefined
        const late = daysSince(latest.finishedAt) > 1
        const wrong = latest.differences > 0
        return {
          title: wrong ? '商城的账自己对不上' : late ? '好几天没核账了' : '账平',
          text: `${latest.day.slice(5)} 核过 ${countText(latest.checked)} 份单据，${countText(latest.differences)} 处对不上`,
          calm: !wrong && !late,
        }
      },
    },
  ],
}

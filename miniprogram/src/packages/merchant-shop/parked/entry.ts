import type { Entry } from '@/merchant/entry'

export const entry: Entry = {
  label: '停住的事',
  icon: 'warn',
  permission: 'bill.reconcile',
  order: 45,
  badge: { call: 'merchant/operations.parked', count: ({ items }) => items.length },
  lines: [
    {
      call: 'merchant/operations.parked',
      say: ({ items, nextCursor }) => {
        const [first] = items
        const effect = first?.effects[0]
        if (!first || !effect) return undefined
        const count = `${items.length}${nextCursor === undefined ? '' : '+'}`
        return {
          title: `${count} 件事停住了，要你看一眼`,
          text: `${first.title}，没能${effect.what}：${effect.cause}`,
        }
      },
    },
  ],
}

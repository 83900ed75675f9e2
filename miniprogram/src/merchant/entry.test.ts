import type { StaffPermission } from '@shared/contract/permissions'
import { STAFF_PERMISSIONS } from '@shared/contract/permissions'
import { entries } from '../collected/entries'

const allowed = (...permissions: StaffPermission[]) =>
  entries.filter(({ permission }) => permissions.includes(permission)).map(({ label }) => label)

test('the desk leads to its pages in this order', () => {
  expect(allowed(...STAFF_PERMISSIONS)).toEqual(['商品', '订单', '推广员', '对账', '佣金规则'])
  expect(allowed('order.read', 'bill.reconcile')).toEqual(['订单', '对账'])
})

test('what is to be done stands in this order', () => {
  const todos = entries.flatMap((entry) => entry.todos).sort((one, other) => one.order - other.order)
  const todo = { unshipped: 3, refunding: 2, applications: 1, lowStock: 4 }
  expect(todos.map(({ label, count, urgent }) => [label, count(todo), urgent === true])).toEqual([
    ['待发货', 3, true],
    ['退款中', 2, true],
    ['申请待审', 1, false],
    ['库存告急', 4, false],
  ])
})

test('no two pages claim one place', () => {
  for (const all of [entries, entries.flatMap((entry) => entry.todos)]) {
    const places = all.map(({ order }) => order)
    expect(new Set(places).size).toBe(places.length)
  }
})

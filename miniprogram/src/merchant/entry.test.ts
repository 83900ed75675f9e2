import type { StaffPermission } from '@shared/contract/permissions'
import { STAFF_PERMISSIONS } from '@shared/contract/permissions'
import { countText } from '@shared/words/count'
import { entries } from '../collected/entries'
import type { LineWords } from './entry'

const allowed = (...permissions: StaffPermission[]) =>
  entries.filter(({ permission }) => permissions.includes(permission)).map(({ label }) => label)

test('the desk leads to its pages in this order', () => {
  expect(allowed(...STAFF_PERMISSIONS)).toEqual([
    '商品',
    '订单',
    '推广员',
    '对账',
    '停住的事',
    '佣金规则',
    '操作记录',
    '设置',
  ])
  expect(allowed('order.read', 'bill.reconcile')).toEqual(['订单', '对账', '停住的事'])
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

let days = 0
const words: LineWords = { countText, daysSince: () => days }
/** What the desk says of the answer to a call. */
const said = (call: string, answer: object) =>
  entries
    .flatMap(({ lines }) => lines)
    .filter((line) => line.call === call)
    .map(({ say }) => (say as (given: object, said: LineWords) => unknown)(answer, words))

test('the desk says what stopped, what differs, and whether the books agree', () => {
  const effects = [{ what: '把退款退给买家', cause: '商户号余额不足', detail: '', tries: 8 }]
  const one = { kind: 'orders', title: '订单 1', documentId: '1', since: 0, effects }
  expect(said('merchant/operations.parked', { items: [] })).toEqual([undefined])
  expect(said('merchant/operations.parked', { items: [one, one], nextCursor: 'x' })).toEqual([
    { title: '2+ 件事停住了，要你看一眼', text: '订单 1，没能把退款退给买家：商户号余额不足' },
  ])
  expect(said('merchant/reconciliation.open', { open: 0 })).toEqual([undefined])
  expect(said('merchant/reconciliation.open', { open: 2 })).toEqual([
    { title: '有 2 笔账对不上，等你看一眼' },
  ])
  expect(said('merchant/reconciliation.open', { open: 1, day: '2026-11-20' })).toEqual([
    {
      title: '有 1 笔账对不上，等你看一眼',
      to: { name: 'merchant-money/bill', params: { day: '2026-11-20' } },
    },
  ])
  const latest = { day: '2026-11-21', checked: 4_126, differences: 0, finishedAt: 0 }
  expect(said('merchant/audit.latest', {})).toEqual([undefined])
  expect(said('merchant/audit.latest', { latest })).toEqual([
    { title: '账平', text: '11-21 核过 4,126 份单据，0 处对不上', calm: true },
  ])
  expect(said('merchant/audit.latest', { latest: { ...latest, differences: 3 } })).toEqual([
    { title: '商城的账自己对不上', text: '11-21 核过 4,126 份单据，3 处对不上', calm: false },
  ])
  days = 2
  expect(said('merchant/audit.latest', { latest })).toMatchObject([{ title: '好几天没核账了', calm: false }])
})

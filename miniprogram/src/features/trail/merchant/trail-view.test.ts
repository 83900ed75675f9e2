import { afterText, beforeText, byDay, fieldText, moreText } from './trail-view'

const NOW = Date.parse('2026-11-21T12:00:00+08:00')
const HOUR_MS = 3_600_000

test.each([
  [{ field: '售价', unit: 'fen' as const, before: 59_800, after: 49_800 }, '¥598.00', '¥498.00'],
  [{ field: '佣金比例', unit: 'bps' as const, before: 800, after: 1_050 }, '8%', '10.5%'],
  [{ field: '冻结天数', unit: 'days' as const, before: 7, after: 0 }, '7 天', '0 天'],
  [{ field: '可卖库存', unit: 'pieces' as const, before: 1_200, after: 1_195 }, '1,200 件', '1,195 件'],
  [{ field: '标签', before: '', after: '秋焙' }, '—', '秋焙'],
  [{ field: '包裹', after: '中通快递 …8901' }, '—', '中通快递 …8901'],
])('a change says how it stood: %j', (change, before, after) => {
  expect([beforeText(change), afterText(change)]).toEqual([before, after])
})

test('a change names the part that it is of, and how many there are', () => {
  expect(fieldText({ field: '售价', of: '500 克' })).toBe('500 克 · 售价')
  expect(fieldText({ field: '名称' })).toBe('名称')
  const change = { field: '名称', before: 'a', after: 'b' }
  expect([moreText({ changes: [] }), moreText({ changes: [change] })]).toEqual(['', ''])
  expect(moreText({ changes: [change, change, change] })).toBe('等 3 项')
})

test('deeds stand below their day, in the order in which they come', () => {
  const rows = [1, 2, 14, 40, 80].map((hours) => ({ at: NOW - hours * HOUR_MS }))
  expect(byDay(rows, NOW).map(({ day, rows: all }) => [day, all.length])).toEqual([
    ['今天', 2],
    ['昨天', 1],
    ['11-19', 1],
    ['11-18', 1],
  ])
  expect(byDay([], NOW)).toEqual([])
})

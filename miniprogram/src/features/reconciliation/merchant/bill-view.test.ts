import { DIFFERENCE_KINDS, RECONCILIATION_STATES } from '@shared/contract/reconciliation/schema'
import {
  billDayText,
  billSentence,
  billWord,
  bookable,
  bookingText,
  closedText,
  kindWords,
  sideText,
  sumsText,
} from './bill-view'

const NOW = Date.parse('2026-11-21T12:00:00+08:00')

test('every state of a day has a word and a sentence', () => {
  for (const state of RECONCILIATION_STATES) {
    expect(billWord({ state, open: 2 }).text).not.toBe('')
    expect(billSentence({ day: '2026-11-20', state, open: 2, found: 3 }, NOW)).not.toBe('')
  }
  expect(billWord({ state: 'different', open: 2 })).toEqual({ text: '有 2 笔差异', tone: 'red' })
})

test('a day that waits says when it is looked at again', () => {
  const nextAt = NOW + 30 * 60_000
  expect(billSentence({ day: '2026-11-20', state: 'waiting', open: 0, found: 0, nextAt }, NOW)).toBe(
    '微信支付还没出这天的账单，今天 12:30 会自动再对一次',
  )
})

test('every kind of difference says what it is and what to do', () => {
  const titles = DIFFERENCE_KINDS.map((kind) => kindWords(kind).title)
  expect(new Set(titles).size).toBe(DIFFERENCE_KINDS.length)
  for (const kind of DIFFERENCE_KINDS) expect(kindWords(kind).advice.length).toBeGreaterThan(15)
})

test('days, sums and sides are written out', () => {
  expect(billDayText('2026-11-20', NOW)).toBe('11-20 周五')
  expect(billDayText('2025-11-20', NOW)).toBe('2025-11-20 周四')
  expect(sumsText(7, 102_400)).toBe('7 笔 ¥1,024.00')
  expect(sumsText(undefined, undefined)).toBe('—')
  expect([sideText(undefined), sideText(12_800), sideText(-77)]).toEqual(['没有', '¥128.00', '−¥0.77'])
})

test('a difference that is closed says by whom', () => {
  const difference = { differenceId: 'a', kind: 'flow', number: 'n', foundAt: 0, closedAt: NOW } as const
  expect(closedText({ ...difference, state: 'staff_handled', closedBy: '沈禾', note: '收款码' }, NOW)).toBe(
    '沈禾 已处理 · 今天 12:00 · 收款码',
  )
  expect(closedText({ ...difference, state: 'resolved', note: '已补记' }, NOW)).toBe(
    '系统处理 · 今天 12:00 · 已补记',
  )
  expect(closedText({ ...difference, state: 'open' }, NOW)).toBe('')
})

test('a refund made by hand can be booked while nobody has dealt with it, on the order it is of', () => {
  const difference = { kind: 'refund_unknown', state: 'open', orderId: '20261121000001' } as const
  expect(bookable(difference)).toBe(true)
  expect(kindWords('refund_unknown').advice).toContain('补记退款')
  expect(bookingText(difference)).toMatch(/核实.*20261121000001.*不会再退一次/)
  const others = [
    { kind: 'refund_amount', state: 'open', orderId: '1' },
    { kind: 'refund_unknown', state: 'staff_handled', orderId: '1' },
    { kind: 'refund_unknown', state: 'open' },
  ] as const
  expect(others.map((other) => bookable(other))).toEqual([false, false, false])
})

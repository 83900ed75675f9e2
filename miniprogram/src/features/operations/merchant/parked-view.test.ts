import { actText, retriedText, sinceText, triesText } from './parked-view'

const NOW = Date.parse('2026-11-21T12:00:00+08:00')
const effect = { what: '把退款退给买家', cause: '商户号余额不足', detail: 'refund: NOT_ENOUGH', tries: 8 }

test('what is parked says since when, how often it was tried, and what another try came to', () => {
  expect(sinceText({ since: NOW - 86_400_000 }, NOW)).toBe('昨天 12:00 起')
  expect(triesText(effect)).toBe('试了 8 次 · refund: NOT_ENOUGH')
  expect(triesText({ ...effect, detail: '' })).toBe('试了 8 次')
  expect([actText('orders'), actText('pictureChecks')]).toEqual(['重试', '看过了'])
  expect(retriedText(undefined, 'orders')).toBe('办成了')
  expect(retriedText(undefined, 'pictureChecks')).toBe('记下了')
  const document = { kind: 'orders', title: '订单 1', documentId: '1', since: 0, effects: [effect] }
  expect(retriedText(document, 'orders')).toBe('还是没成：商户号余额不足')
})

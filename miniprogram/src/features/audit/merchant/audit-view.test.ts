import { auditSentence, auditWord } from './audit-view'

const NOW = Date.parse('2026-11-21T12:00:00+08:00')
const audit = {
  day: '2026-11-21',
  checked: 4_126,
  differences: 0,
  finishedAt: Date.parse('2026-11-21T05:10:00+08:00'),
}

test('a check says whether the books agree, and what to do when they do not', () => {
  expect(auditWord(audit, NOW)).toEqual({ text: '账平', tone: 'brand' })
  expect(auditSentence(audit, NOW)).toContain('一分不差')
  const wrong = { ...audit, differences: 1_200 }
  expect(auditWord(wrong, NOW)).toEqual({ text: '1,200 处对不上', tone: 'red' })
  expect(auditSentence(wrong, NOW)).toContain('audit.different')
})

test('an old check is no proof', () => {
  const yesterday = NOW + 86_400_000
  expect(auditWord(audit, yesterday).text).toBe('账平')
  const later = yesterday + 86_400_000
  expect(auditWord(audit, later)).toEqual({ text: '好几天没核账了', tone: 'amber' })
  expect(auditSentence(audit, later)).toContain('2 天前')
})

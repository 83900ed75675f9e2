import { parseCron } from '../../src/functions/cron'

const at = (text: string) => Date.parse(`${text}+08:00`)
const next = (cron: string, after: string) => parseCron(cron).next(at(after))

test.each([
  ['0 * * * * * *', '2026-11-21T09:41:00', '2026-11-21T09:42:00'],
  ['0 */5 * * * * *', '2026-11-21T09:41:00', '2026-11-21T09:45:00'],
  ['0 0 2 * * * *', '2026-11-21T09:41:00', '2026-11-22T02:00:00'],
  ['0 30 9 * * 1 *', '2026-11-21T09:41:00', '2026-11-23T09:30:00'],
  ['0 0 0 1 1 * *', '2026-11-21T09:41:00', '2027-01-01T00:00:00'],
  ['15,45 59 23 28-31 2 * *', '2026-11-21T09:41:00', '2027-02-28T23:59:15'],
])('%s after %s fires at %s, Beijing time', (cron, after, expected) => {
  expect(next(cron, after)).toBe(at(expected))
})

test('what never fires and what cannot be read', () => {
  expect(next('0 0 0 31 2 * *', '2026-11-21T09:41:00')).toBeUndefined()
  for (const wrong of ['* * * * *', '60 * * * * * *', 'x * * * * * *', '0 0 0 0 1 * *']) {
    expect(() => parseCron(wrong)).toThrow('cron')
  }
})

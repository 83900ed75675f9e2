import { countChange, dailyText, percentChange, recommendedShare } from './overview-view'

test('changes carry their sign and their direction', () => {
  expect(percentChange(961_240, 881_000)).toEqual({ text: '+9.1%', trend: 'up' })
  expect(percentChange(977, 1000)).toEqual({ text: '−2.3%', trend: 'down' })
  expect(percentChange(5, 0)).toBeUndefined()
  expect(countChange(63, 58)).toEqual({ text: '+5', trend: 'up' })
  expect(countChange(58, 63)).toEqual({ text: '−5', trend: 'down' })
  expect(countChange(4, 4)).toEqual({ text: '持平', trend: 'flat' })
})

test('an average of a day is in whole yuan', () => {
  expect(dailyText(18_540_000, 30)).toBe('日均 6,180')
})

test('the share of distributors', () => {
  const today = { salesFen: 961_240, recommendedFen: 387_000, orders: 1, visitors: 1, commissionFen: 1 }
  expect(recommendedShare(today)).toBe('（40.2%）')
  expect(recommendedShare({ ...today, salesFen: 0, recommendedFen: 0 })).toBe('')
})

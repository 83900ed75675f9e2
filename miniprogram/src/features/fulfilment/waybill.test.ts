import { groupedNumber } from './waybill'

test('long numbers are read in groups', () => {
  expect(groupedNumber('SF138804217765')).toBe('SF1388 0421 7765')
  expect(groupedNumber('75312345678901')).toBe('7531 2345 6789 01')
  expect(groupedNumber('')).toBe('')
})

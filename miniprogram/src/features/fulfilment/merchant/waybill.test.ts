import { cleanWaybill } from './waybill'

test('waybills are cleaned as they are pasted', () => {
  expect(cleanWaybill(' sf1388 0421 7765 ')).toBe('SF138804217765')
  expect(cleanWaybill('ＳＦ１３８８０４')).toBe('SF138804')
  expect(cleanWaybill('12345')).toBeUndefined()
  expect(cleanWaybill('顺丰123456')).toBeUndefined()
})

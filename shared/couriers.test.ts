import { courierCode } from './contract/fulfilment/schema'
import { COURIER_CODES, isCourier, OTHER_COURIER } from './couriers'

test('what the client offers first is what the contract takes', () => {
  for (const code of COURIER_CODES) expect([isCourier(code), courierCode.parse(code)]).toEqual([true, code])
  for (const text of ['', 'sf', 'toString', OTHER_COURIER]) expect(isCourier(text)).toBe(false)
})

test('an id of WeChat’s directory is taken, and nothing that is no id', () => {
  for (const code of [OTHER_COURIER, '(AU)', 'FEDEX_GJ', 'DBL', '7-ELEVEN']) {
    expect(courierCode.parse(code)).toBe(code)
  }
  for (const text of ['', 'a b', '顺丰', 'x'.repeat(65), '__proto__']) {
    expect(courierCode.safeParse(text).success).toBe(false)
  }
})

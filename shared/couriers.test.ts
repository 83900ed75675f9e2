import { courierCode } from './contract/fulfilment/schema'
import { COURIER_CODES, isCourier } from './couriers'

test('a courier is one of those that the contract takes', () => {
  for (const code of COURIER_CODES) expect([isCourier(code), courierCode.parse(code)]).toEqual([true, code])
  for (const text of ['', 'sf', 'toString']) {
    expect([isCourier(text), courierCode.safeParse(text).success]).toEqual([false, false])
  }
})

import { courierCode } from '@shared/contract/fulfilment/schema'
import type { Outcome, WechatApi } from '../../../platform/ports'
import { startTestMall, type TestMall } from '../../../../tests/support/context'
import type { Courier } from './courier.model'
import { courierNamed, findCouriers } from './courier.service'

/** WeChat's directory of couriers: kept for a week, asked for by one at a time. */

const DIRECTORY: Courier[] = [
  { code: 'SF', name: '顺丰速运' },
  { code: 'DBL', name: '德邦快递' },
  { code: '(AU)', name: 'Interparcel' },
]
const DAY_MS = 86_400_000

let mall: TestMall
let asked = 0
let answer: Outcome<Courier[]>
beforeEach(async () => {
  asked = 0
  answer = { kind: 'ok', value: DIRECTORY }
  const wechat = {
    couriers: async () => {
      asked += 1
      return answer
    },
  } as Partial<WechatApi> as WechatApi
  mall = await startTestMall({ wechat })
})
afterEach(() => mall.close())

const codes = async (text = '') => (await findCouriers(mall.ctx, { text })).couriers.map(({ code }) => code)

test('[PARCEL-2] those in common use come first, each once, and another one is always there', async () => {
  const all = await codes()
  expect(all.slice(0, 8)).toEqual(['SF', 'ZTO', 'YTO', 'STO', 'YD', 'JD', 'EMS', 'JTSD'])
  expect(all.slice(8)).toEqual(['DBL', '(AU)', 'OTHER'])
})

test('[PARCEL-2] is searched by name and id, without regard to case and width', async () => {
  expect(await codes('德邦')).toEqual(['DBL', 'OTHER'])
  expect(await codes('ｉｎｔｅｒ')).toEqual(['(AU)', 'OTHER'])
  expect(await codes('顺丰')).toEqual(['SF', 'OTHER'])
  expect(await codes('没有这家')).toEqual(['OTHER'])
})

/**
 * As shops call the ten that carry most parcels, and how WeChat's directory has the two that are not in common use
 * here.
 */
test.each([
  ['顺丰', 'SF'],
  ['中通', 'ZTO'],
  ['圆通', 'YTO'],
  ['申通', 'STO'],
  ['韵达', 'YD'],
  ['京东', 'JD'],
  ['ems', 'EMS'],
  ['极兔', 'JTSD'],
  ['德邦', 'DBL'],
  ['邮政 包裹', 'YZPY'],
])('[PARCEL-2] %s is found, and a parcel of it can be told to WeChat as %s', async (text, code) => {
  const directory = [
    ...DIRECTORY,
    { code: 'YZPY', name: '邮政快递包裹' },
    { code: 'DBLKY', name: '德邦快运' },
  ]
  answer = { kind: 'ok', value: directory }
  expect((await codes(text))[0]).toBe(code)
  expect(courierCode.parse(code)).toBe(code)
  expect(await courierNamed(mall.ctx, code)).not.toBe('')
})

test('[PARCEL-2] WeChat is asked once a week, by one of many at once', async () => {
  await Promise.all(Array.from({ length: 20 }, () => codes()))
  expect(asked).toBe(1)
  mall.clock.advance(6 * DAY_MS)
  await codes()
  expect(asked).toBe(1)
  mall.clock.advance(DAY_MS)
  answer = { kind: 'ok', value: [{ code: 'NEW', name: '新快递' }] }
  expect(await codes('新')).toEqual(['NEW', 'OTHER'])
  expect(asked).toBe(2)
  expect(await courierNamed(mall.ctx, 'NEW')).toBe('新快递')
})

test('[PARCEL-2] when WeChat does not answer, what is known stands, and it is asked again in ten minutes', async () => {
  answer = { kind: 'unknown', cause: 'timeout' }
  expect(await codes('顺丰')).toEqual(['SF', 'OTHER'])
  await codes()
  expect(asked).toBe(1)
  mall.clock.advance(10 * 60_000)
  answer = { kind: 'ok', value: DIRECTORY }
  expect(await codes('德邦')).toEqual(['DBL', 'OTHER'])
  mall.clock.advance(7 * DAY_MS)
  answer = { kind: 'rejected', code: '48001', message: '', final: false }
  expect(await codes('德邦')).toEqual(['DBL', 'OTHER'])
})

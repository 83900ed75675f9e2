import type TaroApi from '@tarojs/taro'
import type * as System from './system'

type Taro = Pick<typeof TaroApi, 'getMenuButtonBoundingClientRect' | 'getWindowInfo'>

/** As after the mini-program has started anew: metrics are measured once. */
function start() {
  let taro: Taro | undefined
  let system: typeof System | undefined
  jest.isolateModules(() => {
    taro = (require('@tarojs/taro') as { default: Taro }).default
    system = require('./system') as typeof System
  })
  return { taro: taro!, deviceMetrics: system!.deviceMetrics }
}

const RIGHT = { top: 50, left: 280, width: 87, height: 32 }
const WRONG: [string, () => typeof RIGHT][] = [
  ['zeros', () => ({ top: 0, left: 0, width: 0, height: 0 })],
  ['a capsule as wide as the window', () => ({ top: 50, left: 0, width: 375, height: 32 })],
  ['NaN', () => ({ top: NaN, left: NaN, width: NaN, height: NaN })],
  [
    'a throw',
    () => {
      throw new Error('getMenuButtonBoundingClientRect:fail')
    },
  ],
]

test('[CAPSULE-1] the capsule is where WeChat says it is', () => {
  expect(start().deviceMetrics()).toMatchObject({ windowWidth: 375, statusBarHeight: 44, capsule: RIGHT })
})

test.each(WRONG)(
  '[CAPSULE-1] after %s its usual place is left free, and it is asked for again',
  (_, answer) => {
    const { taro, deviceMetrics } = start()
    const asked = jest
      .spyOn(taro, 'getMenuButtonBoundingClientRect')
      .mockImplementation(answer as Taro['getMenuButtonBoundingClientRect'])
    const { capsule, navHeight } = deviceMetrics()
    expect(capsule).toEqual({ top: 50, left: 281, width: 87, height: 32 })
    expect(navHeight).toBe(44)
    asked.mockImplementation(() => ({ ...RIGHT, right: 367, bottom: 82 }))
    expect(deviceMetrics().capsule).toEqual(RIGHT)
    expect(deviceMetrics().capsule).toEqual(RIGHT)
    expect(asked).toHaveBeenCalledTimes(2)
  },
)

test('[CAPSULE-1] a window that is not known yet is asked for again', () => {
  const { taro, deviceMetrics } = start()
  jest.spyOn(taro, 'getWindowInfo').mockImplementationOnce(() => {
    throw new Error('getWindowInfo:fail')
  })
  expect(deviceMetrics().windowWidth).toBe(375)
  expect(deviceMetrics().statusBarHeight).toBe(44)
})

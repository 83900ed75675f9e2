import Taro from '@tarojs/taro'
import { act, renderHook } from '@testing-library/react'
import { useLeaveGuard, whenLeft } from './leaving'

const wechat = Taro as unknown as Record<'enableAlertBeforeUnload' | 'disableAlertBeforeUnload', jest.Mock>
const { useDidHide, useDidShow } = Taro

let hide: (() => void) | undefined
let show: (() => void) | undefined
beforeEach(() => {
  wechat.enableAlertBeforeUnload = jest.fn(async () => undefined)
  wechat.disableAlertBeforeUnload = jest.fn(async () => undefined)
  Taro.useDidHide = ((run: () => void) => (hide = run)) as typeof Taro.useDidHide
  Taro.useDidShow = ((run: () => void) => (show = run)) as typeof Taro.useDidShow
})
afterEach(() => Object.assign(Taro, { useDidHide, useDidShow }))

const guard = (ask: () => Promise<boolean>, guarded = true) =>
  renderHook(({ on }) => useLeaveGuard(on, '没保存', ask), { initialProps: { on: guarded } })

test('[UNSAVED-1] WeChat asks before a page goes back, as long as something would be lost', () => {
  const { rerender, unmount } = guard(async () => true, false)
  expect(wechat.enableAlertBeforeUnload).not.toHaveBeenCalled()
  rerender({ on: true })
  expect(wechat.enableAlertBeforeUnload).toHaveBeenCalledWith({ message: '没保存' })
  rerender({ on: false })
  expect(wechat.disableAlertBeforeUnload).toHaveBeenCalledTimes(1)
  unmount()
})

test('[UNSAVED-1] ways out that WeChat does not watch ask, too', async () => {
  const answers = [false, true]
  const { unmount } = guard(async () => answers.shift() ?? true)
  const left = jest.fn()
  await act(async () => whenLeft(left))
  expect(left).not.toHaveBeenCalled()
  await act(async () => whenLeft(left))
  expect(left).toHaveBeenCalledTimes(1)
  unmount()
  whenLeft(left)
  expect(left).toHaveBeenCalledTimes(2)
})

test('[UNSAVED-1] what is saved may go, and another page on top is not asked about', async () => {
  const ask = jest.fn(async () => false)
  const { result, unmount } = guard(ask)
  const left = jest.fn()
  act(() => hide?.())
  whenLeft(left)
  expect(left).toHaveBeenCalledTimes(1)
  act(() => show?.())
  await act(async () => whenLeft(left))
  expect(ask).toHaveBeenCalledTimes(1)
  await act(() => result.current())
  whenLeft(left)
  expect(left).toHaveBeenCalledTimes(2)
  unmount()
})

test('[UNSAVED-1] an older WeChat that cannot ask lets the page go', async () => {
  wechat.enableAlertBeforeUnload = jest.fn(() => {
    throw new Error('暂时不支持 API')
  })
  expect(() => guard(async () => true).unmount()).not.toThrow()
})

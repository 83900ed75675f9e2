import { act, fireEvent, render, screen } from '@testing-library/react'
import { confirm } from './confirm'
import { DialogHost } from './DialogHost'
import { toast } from './toast'
import { ToastHost } from './ToastHost'

beforeEach(() => jest.useFakeTimers())
afterEach(() => {
  act(() => jest.runOnlyPendingTimers())
  jest.useRealTimers()
})

test('confirm waits for the answer; a newer question answers the older with no', async () => {
  render(<DialogHost />)
  let first: Promise<boolean> | undefined
  let second: Promise<boolean> | undefined
  act(() => {
    first = confirm({ title: '第一问' })
  })
  act(() => {
    second = confirm({ title: '第二问', confirmText: '好' })
  })
  await expect(first).resolves.toBe(false)
  act(() => {
    fireEvent.click(screen.getByText('好'))
  })
  await expect(second).resolves.toBe(true)
})

test('a toast goes by itself', () => {
  render(<ToastHost />)
  act(() => toast('已加入购物车', { durationMs: 1000 }))
  expect(screen.getByText('已加入购物车')).toBeTruthy()
  act(() => {
    jest.advanceTimersByTime(1001)
  })
  expect(screen.queryByText('已加入购物车')).toBeNull()
})

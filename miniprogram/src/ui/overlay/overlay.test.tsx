import { act, fireEvent, render, screen } from '@testing-library/react'
import { TextArea } from '../form/TextArea'
import { Page } from '../layout/Page'
import { confirm } from './confirm'
import { DialogHost } from './DialogHost'
import { Sheet } from './Sheet'
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

test('several lines on a sheet are told to WeChat as fixed, on a page they are not', () => {
  const write = { value: '', onChange: () => undefined, limit: { least: 0, most: 9 } }
  render(
    <>
      <TextArea {...write} placeholder="页面" />
      <Sheet open onClose={() => undefined} title="婉拒">
        <TextArea {...write} placeholder="弹层" />
      </Sheet>
    </>,
  )
  expect(screen.getByPlaceholderText('页面').dataset['fixed']).toBe('false')
  expect(screen.getByPlaceholderText('弹层').dataset['fixed']).toBe('true')
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

test('[TAP-1] a second tap on what opened a sheet does not close it; a later one beside it does', () => {
  const closed = jest.fn()
  const { container } = render(
    <Sheet open onClose={closed} title="退款">
      内容
    </Sheet>,
  )
  const tapBeside = () => fireEvent.click(container.querySelector('.ui-overlay__scrim')!)
  tapBeside()
  expect(closed).not.toHaveBeenCalled()
  act(() => void jest.advanceTimersByTime(300))
  tapBeside()
  expect(closed).toHaveBeenCalledTimes(1)
})

test('what comes and goes over a page changes none of the page’s own children', () => {
  const page = (open: boolean) => (
    <>
      <Sheet open={open} onClose={() => undefined} title="退款">
        内容
      </Sheet>
      <Page title="商品">商品</Page>
    </>
  )
  const { container, rerender } = render(page(false))
  const count = () => [container, container.querySelector('.ui-page')].map((one) => one?.childElementCount)
  const before = count()
  act(() => toast('已加入购物车', { durationMs: 1000 }))
  act(() => void confirm({ title: '删除？' }))
  rerender(page(true))
  expect(container.textContent).toMatch(/退款.*已加入购物车.*删除？/)
  expect(count()).toEqual(before)
  rerender(page(false))
  act(() => void jest.advanceTimersByTime(1001))
  expect(count()).toEqual(before)
})

import { act, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { arrive } from '@/platform/moving'
import { go, replace } from '@/platform/navigation'
import { Overlay } from '../overlay/Overlay'
import { Button } from './Button'

test('a second tap is ignored until the promise ends, whichever way', async () => {
  const ends: (() => void)[] = []
  const work = jest.fn(
    () =>
      new Promise<void>((resolve, reject) =>
        ends.push(() => (ends.length === 1 ? resolve() : reject(new Error()))),
      ),
  )
  render(<Button onClick={work}>支付</Button>)
  const button = screen.getByRole('button')
  fireEvent.click(button)
  fireEvent.click(button)
  expect(work).toHaveBeenCalledTimes(1)
  await act(async () => ends[0]?.())
  fireEvent.click(button)
  expect(work).toHaveBeenCalledTimes(2)
  await act(async () => ends[1]?.())
  fireEvent.click(button)
  expect(work).toHaveBeenCalledTimes(3)
})

test('a reason stands in place of the words, and nothing happens', () => {
  const work = jest.fn()
  render(
    <Button reason="库存不足" onClick={work}>
      立即购买
    </Button>,
  )
  fireEvent.click(screen.getByText('库存不足'))
  expect(work).not.toHaveBeenCalled()
  expect(screen.queryByText('立即购买')).toBeNull()
})

test('[TAP-1] a tap on a sheet that is closing does nothing', async () => {
  const add = jest.fn(() => Promise.resolve())
  function Page() {
    const [open, setOpen] = useState(true)
    return (
      <Overlay place="bottom" label="试" open={open}>
        <Button onClick={() => add().then(() => setOpen(false))}>加入购物车</Button>
      </Overlay>
    )
  }
  render(<Page />)
  const button = screen.getByRole('button')
  fireEvent.click(button)
  fireEvent.click(button)
  // The answer has come, and the sheet is still on its way out.
  await act(async () => undefined)
  expect(screen.getByRole('button')).toBe(button)
  fireEvent.click(button)
  expect(add).toHaveBeenCalledTimes(1)
})

test('[TAP-1] a tap while another page opens does nothing, and the page that is shown then can be used', () => {
  jest.useFakeTimers()
  const pay = jest.fn()
  render(<Button onClick={pay}>支付</Button>)
  replace('sale/order', { orderId: 'o' })
  fireEvent.click(screen.getByRole('button'))
  expect(pay).not.toHaveBeenCalled()
  arrive()
  fireEvent.click(screen.getByRole('button'))
  expect(pay).toHaveBeenCalledTimes(1)
  go('sale/order', { orderId: 'o' })
  jest.advanceTimersByTime(2_000)
  fireEvent.click(screen.getByRole('button'))
  expect(pay).toHaveBeenCalledTimes(2)
  jest.useRealTimers()
})

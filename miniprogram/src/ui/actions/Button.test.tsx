import { act, fireEvent, render, screen } from '@testing-library/react'
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

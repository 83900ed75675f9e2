import { act, fireEvent, render, screen } from '@testing-library/react'
import { ReasonSheet } from './ReasonSheet'

function open() {
  const onReason = jest.fn(async () => undefined)
  const onClose = jest.fn()
  render(
    <ReasonSheet
      open
      onClose={onClose}
      title="退款"
      label="原因"
      presets={['缺货', '好']}
      limit={{ least: 2, most: 4 }}
      act="退款"
      danger="先不退"
      onReason={onReason}
    />,
  )
  return {
    onReason,
    onClose,
    write: (value: string) =>
      fireEvent.change(screen.getByPlaceholderText('也可以自己写'), { target: { value } }),
  }
}
const button = () => screen.getAllByRole('button').at(-1)!

test('a reason at a tap or in one’s own words is sent cleaned, and the sheet closes when it is through', async () => {
  const { onReason, onClose, write } = open()
  expect(button().textContent).toBe('请写原因')
  fireEvent.click(button())
  fireEvent.click(screen.getByText('缺货'))
  expect(button().textContent).toBe('退款')
  write('  弄\u200b错了 ')
  await act(async () => void fireEvent.click(button()))
  expect(onReason.mock.calls).toEqual([['弄错了']])
  expect(onClose).toHaveBeenCalledTimes(1)
})

test('a reason that the contract would refuse is said and not sent', () => {
  const { onReason, write } = open()
  fireEvent.click(screen.getByText('好'))
  expect(button().textContent).toBe('请写原因')
  write('说了太多的话')
  expect(button().textContent).toBe('最多 4 个字')
  fireEvent.click(button())
  expect(onReason).not.toHaveBeenCalled()
})

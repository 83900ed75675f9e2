import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { MoneyInput } from './MoneyInput'

function Form({ told }: { told: (fen: number | null) => void }) {
  const [fen, setFen] = useState<number | null>(16800)
  return (
    <MoneyInput
      fen={fen}
      placeholder="金额"
      onChange={(value) => {
        told(value)
        setFen(value)
      }}
    />
  )
}

test('what is typed stays as typed, and the program hears exact fen', () => {
  const told = jest.fn()
  render(<Form told={told} />)
  const input = screen.getByPlaceholderText<HTMLInputElement>('金额')
  expect(input.value).toBe('168')
  fireEvent.change(input, { target: { value: '0.1' } })
  expect(told).toHaveBeenLastCalledWith(10)
  expect(input.value).toBe('0.1')
  fireEvent.change(input, { target: { value: '19.90' } })
  expect(told).toHaveBeenLastCalledWith(1990)
  expect(input.value).toBe('19.90')
  fireEvent.blur(input)
  expect(input.value).toBe('19.9')
  fireEvent.change(input, { target: { value: '1.234' } })
  expect(told).toHaveBeenLastCalledWith(null)
})

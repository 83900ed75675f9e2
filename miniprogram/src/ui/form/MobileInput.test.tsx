import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { MobileInput } from './MobileInput'

function Form({ told }: { told: (mobile: string) => void }) {
  const [mobile, setMobile] = useState('')
  return (
    <MobileInput
      value={mobile}
      placeholder="手机号"
      onChange={(value) => {
        told(value)
        setMobile(value)
      }}
    />
  )
}

const PASTED = [
  '+86 138-0000-6207',
  '＋８６ １３８ ００００ ６２０７',
  '8613800006207',
  '0086 13800006207',
  '138 0000 6207',
  '(138) 0000-6207',
  '１３８００００６２０７',
]

test.each(PASTED)('[TEXT-4] %s is pasted as a number', (pasted) => {
  const told = jest.fn()
  render(<Form told={told} />)
  const input = screen.getByPlaceholderText<HTMLInputElement>('手机号')
  fireEvent.change(input, { target: { value: pasted } })
  expect(told).toHaveBeenLastCalledWith('13800006207')
  expect(input.value).toBe('13800006207')
  // What cuts, cuts first.
  expect(Number(input.dataset['maxlength'])).toBeGreaterThan(Math.max(...PASTED.map((text) => text.length)))
})

test('[TEXT-4] what is none is not made into one, and stays as it was typed', () => {
  const told = jest.fn()
  render(<Form told={told} />)
  const input = screen.getByPlaceholderText<HTMLInputElement>('手机号')
  fireEvent.change(input, { target: { value: '138****6207' } })
  expect(told).toHaveBeenLastCalledWith('138****6207')
  fireEvent.change(input, { target: { value: '138 00' } })
  expect(input.value).toBe('138 00')
  expect(told).toHaveBeenLastCalledWith('13800')
  fireEvent.blur(input)
  expect(input.value).toBe('13800')
})

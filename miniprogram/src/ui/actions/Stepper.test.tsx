import { fireEvent, render, screen } from '@testing-library/react'
import { Stepper } from './Stepper'

test('stays within its ends and says when one is passed', () => {
  const change = jest.fn()
  const limit = jest.fn()
  const { rerender } = render(<Stepper value={1} max={2} onChange={change} onLimit={limit} />)
  fireEvent.click(screen.getByLabelText('减一件'))
  expect(change).not.toHaveBeenCalled()
  expect(limit).toHaveBeenCalledWith('min')
  fireEvent.click(screen.getByLabelText('加一件'))
  expect(change).toHaveBeenLastCalledWith(2)
  rerender(<Stepper value={2} max={2} onChange={change} onLimit={limit} />)
  fireEvent.click(screen.getByLabelText('加一件'))
  expect(change).toHaveBeenCalledTimes(1)
  expect(limit).toHaveBeenLastCalledWith('max')
})

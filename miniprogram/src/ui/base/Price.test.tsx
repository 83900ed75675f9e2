import { render, screen } from '@testing-library/react'
import { Amount, Price } from './Price'

const text = (element: HTMLElement) => element.textContent

test('writes both cents unless told otherwise', () => {
  expect(text(render(<Price fen={16800} />).container)).toBe('¥168.00')
  expect(text(render(<Price fen={16800} decimals="auto" />).container)).toBe('¥168')
  expect(text(render(<Price fen={4990} decimals="auto" />).container)).toBe('¥49.9')
  expect(text(render(<Price fen={1286490} />).container)).toBe('¥12,864.90')
})

test('a sign stands before ¥', () => {
  expect(text(render(<Price fen={-635} />).container)).toBe('−¥6.35')
  expect(text(render(<Price fen={2518} plus />).container)).toBe('+¥25.18')
  expect(text(render(<Amount fen={-2000} />).container)).toBe('−¥20.00')
})

test('an old price is shown only when it is higher', () => {
  expect(text(render(<Price fen={6800} wasFen={8600} decimals="auto" />).container)).toBe('¥68¥86')
  expect(text(render(<Price fen={6800} wasFen={6800} decimals="auto" />).container)).toBe('¥68')
})

test('is read as one amount', () => {
  render(<Price fen={16800} />)
  expect(screen.getByLabelText('168.00 元')).toBeTruthy()
})

import { act, fireEvent, render, screen } from '@testing-library/react'
import type * as slides from './Slides.h5'

process.env.TARO_ENV = 'h5'
const { Slides } = jest.requireActual<typeof slides>('./Slides.h5')

/** A browser that lays out and scrolls: every place is 300 wide, and what slides has arrived at once. */
const WIDTH = 300
const resized = new Set<() => void>()

beforeEach(() => {
  jest.useFakeTimers()
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => WIDTH })
  Object.assign(HTMLElement.prototype, {
    scrollTo(this: HTMLElement, { left }: { left: number }) {
      this.scrollLeft = left
      fireEvent.scroll(this)
    },
    setPointerCapture: () => undefined,
  })
  Object.assign(globalThis, {
    matchMedia: () => ({ matches: false }),
    ResizeObserver: class {
      constructor(private readonly tell: () => void) {}
      observe() {
        resized.add(this.tell)
        this.tell()
      }
      disconnect() {
        resized.delete(this.tell)
      }
    },
  })
})
afterEach(() => {
  jest.useRealTimers()
  Reflect.deleteProperty(HTMLElement.prototype, 'clientWidth')
})

function shown(auto = false) {
  const onChange = jest.fn()
  const onTap = jest.fn()
  render(
    <Slides
      items={['春', '夏', '秋']}
      keyOf={(item) => item}
      render={(item) => <button onClick={() => onTap(item)}>{item}</button>}
      onChange={onChange}
      auto={auto}
    />,
  )
  const track = screen.getByRole('group')
  const swipeTo = (place: number) => {
    track.scrollLeft = place * WIDTH
    fireEvent.scroll(track)
  }
  const rest = () => act(() => void jest.advanceTimersByTime(100))
  const mouse = (type: 'Down' | 'Move' | 'Up', clientX: number, buttons = 1) => {
    const event = new MouseEvent(`pointer${type.toLowerCase()}`, {
      bubbles: true,
      clientX,
      buttons,
      button: 0,
    })
    Object.assign(event, { pointerType: 'mouse', pointerId: 1 })
    fireEvent(track, event)
  }
  return { track, onChange, onTap, swipeTo, rest, mouse, place: () => track.scrollLeft / WIDTH }
}

test('stands on the first, between the twins of the last and the first', () => {
  const { track, place } = shown()
  expect(track.textContent).toBe('秋春夏秋春')
  expect(place()).toBe(1)
})

test('tells which one is seen, and goes round at both ends without being seen to', () => {
  const { swipeTo, rest, place, onChange } = shown()
  swipeTo(2)
  expect(onChange).toHaveBeenLastCalledWith(1)
  swipeTo(3)
  swipeTo(4)
  expect(onChange.mock.calls.flat()).toEqual([1, 2, 0])
  expect(place()).toBe(4)
  rest()
  expect(place()).toBe(1)
  swipeTo(0)
  rest()
  expect(place()).toBe(3)
  expect(onChange.mock.calls.flat()).toEqual([1, 2, 0, 2])
})

test('turns by itself, but not while a finger lies on it', () => {
  const { track, onChange, rest } = shown(true)
  const wait = () => act(() => void jest.advanceTimersByTime(5000))
  fireEvent.touchStart(track)
  wait()
  expect(onChange).not.toHaveBeenCalled()
  fireEvent.touchEnd(track)
  for (let turn = 0; turn < 4; turn++) {
    wait()
    rest()
  }
  expect(onChange.mock.calls.flat()).toEqual([1, 2, 0, 1])
})

test.each([
  ['who asked for less motion', true, true],
  ['who did not ask for it', false, false],
])('does not turn by itself for %s', (_, auto, matches) => {
  Object.assign(globalThis, { matchMedia: () => ({ matches }) })
  const { onChange } = shown(auto)
  act(() => void jest.advanceTimersByTime(20_000))
  expect(onChange).not.toHaveBeenCalled()
})

test('a mouse drags it, a short way brings it back, and what was dragged is not tapped', () => {
  const { mouse, onTap, place, rest } = shown()
  mouse('Down', 200)
  mouse('Move', 100)
  expect(place()).toBeCloseTo(1 + 100 / WIDTH)
  mouse('Up', 100, 0)
  fireEvent.click(screen.getByText('夏'))
  expect(place()).toBe(2)
  expect(onTap).not.toHaveBeenCalled()
  rest()

  mouse('Down', 100)
  mouse('Move', 130)
  mouse('Up', 130, 0)
  expect(place()).toBe(2)

  mouse('Down', 100)
  mouse('Move', 103)
  mouse('Up', 103, 0)
  fireEvent.click(screen.getByText('夏'))
  expect(onTap).toHaveBeenCalledWith('夏')
})

test('arrows turn it', () => {
  const { track, place, rest } = shown()
  fireEvent.keyDown(track, { key: 'ArrowLeft' })
  expect(place()).toBe(0)
  fireEvent.keyDown(track, { key: 'ArrowLeft' })
  expect(place()).toBe(2)
  rest()
  fireEvent.keyDown(track, { key: 'ArrowRight' })
  expect(place()).toBe(3)
})

test('keeps its place when the window changes', () => {
  const { track, swipeTo, rest, place } = shown()
  swipeTo(3)
  rest()
  track.scrollLeft = 0
  act(() => resized.forEach((tell) => tell()))
  expect(place()).toBe(3)
})

test.each([
  ['sideways', [-40, 10], 0],
  ['down', [10, 40], 2],
])('a finger that moves %s (%j) is told to the page %i times', (_, [x = 0, y = 0], told) => {
  const { track } = shown()
  const page = jest.fn()
  track.parentElement?.addEventListener('touchmove', page)
  const touch = (clientX: number, clientY: number) => ({ touches: [{ clientX, clientY }] })
  fireEvent.touchStart(track, touch(100, 100))
  fireEvent.touchMove(track, touch(100 + x, 100 + y))
  // Which way it goes is decided by how it begins.
  fireEvent.touchMove(track, touch(100 + y, 100 + x))
  expect(page).toHaveBeenCalledTimes(told)
})

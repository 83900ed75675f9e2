import {
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
} from 'react'
import { prefersReducedMotion } from '@/platform/system'
import type { SlidesProps } from './Slides'
import './Slides.scss'

const TURN_MS = 5000
/** What has not moved for so long rests. */
const REST_MS = 100
/** A mouse that moves less has clicked. */
const DRAG_PX = 6

/**
 * What a `Carousel` moves, in a browser: the browser scrolls and snaps, a mouse drags, arrows turn. Before the first
 * stands the last once more, behind the last the first; whoever comes to rest there is put on the real one.
 */
export function Slides<T>({ items, keyOf, render, onChange, auto }: SlidesProps<T>) {
  const count = items.length
  const track = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  const held = useRef(false)
  const drag = useRef<{ x: number; left: number; moved: boolean }>()
  const dragged = useRef(false)
  const resting = useRef<ReturnType<typeof setTimeout>>()

  const placeNow = () => {
    const { scrollLeft = 0, clientWidth = 0 } = track.current ?? {}
    // A page below another one is not laid out.
    return clientWidth > 0 ? Math.round(scrollLeft / clientWidth) : undefined
  }
  const settle = () => {
    const place = placeNow()
    if (!track.current || place === undefined || drag.current?.moved) return
    if (place === 0) track.current.scrollLeft = count * track.current.clientWidth
    if (place === count + 1) track.current.scrollLeft = track.current.clientWidth
    track.current.style.scrollSnapType = ''
  }
  const rest = () => {
    clearTimeout(resting.current)
    resting.current = setTimeout(settle, REST_MS)
  }
  const onScroll = () => {
    rest()
    const place = placeNow()
    if (place === undefined) return
    const index = (place - 1 + count) % count
    if (index === at) return
    setAt(index)
    onChange?.(index)
  }
  const slideTo = (place: number) => {
    const { clientWidth = 0 } = track.current ?? {}
    const behavior = prefersReducedMotion() ? 'auto' : 'smooth'
    track.current?.scrollTo({ left: place * clientWidth, behavior })
    rest()
  }
  const turn = (step: number) => {
    settle()
    const place = placeNow()
    if (place !== undefined) slideTo(place + step)
  }

  // Where it stands is kept when the window changes, and when a page is shown again.
  const atNow = useRef(at)
  atNow.current = at
  useEffect(() => {
    const { current } = track
    if (!current) return
    const place = () => (current.scrollLeft = (Math.min(atNow.current, count - 1) + 1) * current.clientWidth)
    const seen = new ResizeObserver(place)
    seen.observe(current)
    const release = keepSideways(current)
    return () => {
      seen.disconnect()
      release()
      clearTimeout(resting.current)
    }
  }, [count])

  const turnNow = useRef(turn)
  turnNow.current = turn
  useEffect(() => {
    if (!auto || prefersReducedMotion()) return
    const timer = setInterval(() => {
      if (!held.current && !drag.current && !document.hidden) turnNow.current(1)
    }, TURN_MS)
    return () => clearInterval(timer)
  }, [auto, at])

  const onPointerDown = ({ pointerType, button, clientX }: PointerEvent) => {
    dragged.current = false
    if (pointerType !== 'mouse' || button !== 0) return
    settle()
    drag.current = { x: clientX, left: track.current?.scrollLeft ?? 0, moved: false }
  }
  const onPointerMove = ({ buttons, clientX, pointerId }: PointerEvent) => {
    if (!drag.current || !track.current) return
    if (buttons === 0) return letGo(clientX)
    const way = clientX - drag.current.x
    if (!drag.current.moved && Math.abs(way) < DRAG_PX) return
    if (!drag.current.moved) {
      drag.current.moved = true
      track.current.setPointerCapture(pointerId)
      track.current.style.scrollSnapType = 'none'
    }
    track.current.scrollLeft = drag.current.left - way
  }
  const letGo = (clientX: number) => {
    const { moved, left, x } = drag.current ?? {}
    drag.current = undefined
    if (!moved || !track.current || left === undefined || x === undefined) return
    dragged.current = true
    const { clientWidth } = track.current
    const way = clientX - x
    slideTo(Math.round(left / clientWidth) + (Math.abs(way) > clientWidth / 6 ? -Math.sign(way) : 0))
  }
  // What is let go of over a slide is not a tap on it.
  const onClickCapture = (event: MouseEvent) => {
    if (!dragged.current) return
    event.stopPropagation()
    event.preventDefault()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    turn(step)
  }

  const one = (index: number, key: string, twin?: boolean): ReactNode => {
    const item = items[index]
    return item === undefined ? null : (
      <div key={key} className="ui-slides__one" aria-hidden={twin}>
        {render(item, index)}
      </div>
    )
  }
  return (
    <div
      ref={track}
      className="ui-carousel__place ui-slides"
      role="group"
      aria-roledescription="轮播"
      tabIndex={0}
      onScroll={onScroll}
      onTouchStart={() => (held.current = true)}
      onTouchEnd={() => (held.current = false)}
      onTouchCancel={() => (held.current = false)}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={({ clientX }) => letGo(clientX)}
      onPointerCancel={({ clientX }) => letGo(clientX)}
      onDragStart={(event) => event.preventDefault()}
      onClickCapture={onClickCapture}
      onKeyDown={onKeyDown}
    >
      {one(count - 1, 'before', true)}
      {items.map((item, index) => one(index, keyOf(item, index)))}
      {one(0, 'behind', true)}
    </div>
  )
}

/**
 * Taro's page takes every touch at its top for a pull that refreshes, and forbids the browser to scroll: not sideways.
 */
function keepSideways(track: HTMLElement): () => void {
  let start: Touch | undefined
  let sideways: boolean | undefined
  const onStart = ({ touches }: TouchEvent) => {
    start = touches[0]
    sideways = undefined
  }
  const onMove = (event: TouchEvent) => {
    const { touches } = event
    if (!start || !touches[0]) return
    const [x, y] = [touches[0].clientX - start.clientX, touches[0].clientY - start.clientY]
    sideways ??= Math.abs(x) >= Math.abs(y)
    if (sideways) event.stopPropagation()
  }
  track.addEventListener('touchstart', onStart, { passive: true })
  track.addEventListener('touchmove', onMove, { passive: true })
  return () => {
    track.removeEventListener('touchstart', onStart)
    track.removeEventListener('touchmove', onMove)
  }
}

import { useContext, useEffect, useRef, useState } from 'react'
import { isMoving } from '@/platform/moving'
import { Leaving } from '../overlay/leaving'

/**
 * A tap that may start work: while its promise runs, while the sheet it lies on closes, and while another page opens,
 * another tap does nothing. Whatever starts a command is tapped through it, so that no page has to guard itself.
 */
export function useTap<A extends unknown[]>(
  run: ((...args: A) => void | Promise<unknown>) | undefined,
): {
  running: boolean
  tap: (...args: A) => void
} {
  const [running, setRunning] = useState(false)
  const [ended, setEnded] = useState(0)
  const busy = useRef(false)
  const leaving = useContext(Leaving)

  // Usable again when what followed from the answer is on the screen: a sheet that closes, other words.
  useEffect(() => {
    busy.current = false
  }, [ended])

  const tap = (...args: A) => {
    if (busy.current || leaving || isMoving()) return
    const result = run?.(...args)
    if (!(result instanceof Promise)) return
    busy.current = true
    setRunning(true)
    const settle = () => {
      setRunning(false)
      setEnded((times) => times + 1)
    }
    // A failure belongs to whoever started the work.
    result.then(settle, settle)
  }
  return { running, tap }
}

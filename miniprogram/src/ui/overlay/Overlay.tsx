import { View } from '@tarojs/components'
import { useEffect, useState, type ReactNode } from 'react'
import { cx } from '../cx'
import { Apart } from './Apart'
import { Leaving } from './leaving'
import './Overlay.scss'

/**
 * It comes and leaves in this time, also where nothing moves: a second tap on what opened or closed it means neither.
 */
const SETTLE_MS = 280

export interface OverlayProps {
  open: boolean
  /** A tap beside it; without it only its own buttons close it. */
  onClose?: () => void
  place: 'bottom' | 'middle'
  /** What it is, for whoever hears it. */
  label: string
  children: ReactNode
}

/** The veil over a page and what lies on it. Stays in the page until it has left. */
export function Overlay({ open, onClose, place, label, children }: OverlayProps) {
  const [present, setPresent] = useState(open)
  const [shown, setShown] = useState(false)
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    if (open) {
      setPresent(true)
      // One frame outside the page, so that there is a way to come in.
      const timers = [setTimeout(() => setShown(true), 20), setTimeout(() => setSettled(true), SETTLE_MS)]
      return () => timers.forEach(clearTimeout)
    }
    setShown(false)
    setSettled(false)
    const timer = setTimeout(() => setPresent(false), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [open])
  return (
    <Apart>
      {present && (
        <View
          className={cx(
            'ui-overlay',
            `ui-overlay--${place}`,
            shown && 'ui-overlay--shown',
            !open && 'ui-overlay--leaving',
          )}
        >
          <View
            className="ui-overlay__scrim"
            catchMove
            {...(onClose && settled ? { onClick: onClose } : {})}
          />
          <View className="ui-overlay__content" role="dialog" aria-modal aria-label={label}>
            <Leaving.Provider value={!open}>{children}</Leaving.Provider>
          </View>
        </View>
      )}
    </Apart>
  )
}

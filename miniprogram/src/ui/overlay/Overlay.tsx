import { View } from '@tarojs/components'
import { useEffect, useState, type ReactNode } from 'react'
import { prefersReducedMotion } from '@/platform/system'
import { cx } from '../cx'
import { Leaving } from './leaving'
import './Overlay.scss'

const LEAVE_MS = 280

export interface OverlayProps {
  open: boolean
  /** A tap beside it; without it only its own buttons close it. */
  onClose?: () => void
  place: 'bottom' | 'middle'
  children: ReactNode
}

/** The veil over a page and what lies on it. Stays in the page until it has left. */
export function Overlay({ open, onClose, place, children }: OverlayProps) {
  const [present, setPresent] = useState(open)
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (open) {
      setPresent(true)
      // One frame outside the page, so that there is a way to come in.
      const timer = setTimeout(() => setShown(true), 20)
      return () => clearTimeout(timer)
    }
    setShown(false)
    const timer = setTimeout(() => setPresent(false), prefersReducedMotion() ? 0 : LEAVE_MS)
    return () => clearTimeout(timer)
  }, [open])
  if (!present) return null
  return (
    <View
      className={cx(
        'ui-overlay',
        `ui-overlay--${place}`,
        shown && 'ui-overlay--shown',
        !open && 'ui-overlay--leaving',
      )}
    >
      <View className="ui-overlay__scrim" catchMove {...(onClose ? { onClick: onClose } : {})} />
      <View className="ui-overlay__content" role="dialog" aria-modal>
        <Leaving.Provider value={!open}>{children}</Leaving.Provider>
      </View>
    </View>
  )
}

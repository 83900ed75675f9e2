import { View } from '@tarojs/components'
import { useEffect, type ReactNode } from 'react'
import { back, canGoBack, desk } from '@/platform/navigation'
import { useDidShow } from '@/platform/page'
import { deviceMetrics, setStatusTone } from '@/platform/system'
import { Icon } from '../base/Icon'
import { cx } from '../cx'
import './NavBar.scss'

export interface NavBarProps {
  title?: string
  /** light: on paper · dark: white on a dark head · clear: over a picture, with a round back button */
  tone?: 'light' | 'dark' | 'clear'
  /** back: with a house where nothing lies below, which leads to one's own desk · none: a tab */
  left?: 'back' | 'none'
  onBack?: () => void
  /** In place of the title, between the back button and the capsule (a search box). */
  children?: ReactNode
  /** Lies over the page instead of above it. */
  overlay?: boolean
  /** A background of its own, e.g. once the page has scrolled below a clear bar. */
  solid?: boolean
}

/** Kept free at both ends of a title, in px, where the capsule does not take more. */
const TITLE_SPACE = 96

/** The height of status bar and bar together, in CSS px. */
export function navBarHeight(): number {
  const { statusBarHeight, navHeight } = deviceMetrics()
  return statusBarHeight + navHeight
}

/** Our own navigation bar: the title in the middle, the capsule's place left free. */
export function NavBar({
  title,
  tone = 'light',
  left = 'back',
  onBack,
  children,
  overlay,
  solid,
}: NavBarProps) {
  const { statusBarHeight, navHeight, capsule, windowWidth } = deviceMetrics()
  const white = tone === 'dark' && !solid
  useEffect(() => setStatusTone(white ? 'white' : 'black'), [white])
  useDidShow(() => setStatusTone(white ? 'white' : 'black'))

  const capsuleSpace = capsule ? windowWidth - capsule.left + 12 : 16
  // In the middle of the window, so that it keeps from both ends what the capsule takes of one.
  const titleSpace = `${Math.max(TITLE_SPACE, capsule ? windowWidth - capsule.left + 2 : 0)}px`
  const isBottom = left === 'back' && !canGoBack()

  return (
    <View
      className={cx('ui-nav', `ui-nav--${tone}`, overlay && 'ui-nav--overlay', solid && 'ui-nav--solid')}
      style={{ paddingTop: `${statusBarHeight}px`, height: `${statusBarHeight + navHeight}px` }}
    >
      {left === 'back' && (
        <View
          className="ui-nav__back"
          role="button"
          aria-label={isBottom ? desk().label : '返回'}
          hoverClass="u-press"
          onClick={onBack ?? back}
        >
          <Icon name={isBottom ? 'home' : 'back'} size={tone === 'clear' && !solid ? 18 : 22} />
        </View>
      )}
      {children !== undefined ? (
        <View
          className="ui-nav__slot"
          style={{ marginRight: `${capsuleSpace}px`, ...(left === 'none' ? { marginLeft: '16px' } : {}) }}
        >
          {children}
        </View>
      ) : (
        title &&
        (tone !== 'clear' || solid) && (
          <View
            className="ui-nav__title"
            role="heading"
            aria-level={1}
            style={{ left: titleSpace, right: titleSpace }}
          >
            {title}
          </View>
        )
      )}
    </View>
  )
}

import Taro from '@tarojs/taro'
import { isWeb } from './env'

/** WeChat's capsule button in px from the window's left top; the page leaves it free. */
export interface Capsule {
  top: number
  left: number
  width: number
  height: number
}

/** All in CSS px. */
export interface DeviceMetrics {
  windowWidth: number
  statusBarHeight: number
  /** The bar below the status bar, with back, title and capsule. */
  navHeight: number
  capsule: Capsule | null
  /** The home indicator's space; null: ask CSS (`env(safe-area-inset-bottom)`). */
  safeBottom: number | null
}

/**
 * A frame around the page (the local stage's phone) tells its metrics before the app starts. A plain browser
 * has no status bar and no capsule to keep free.
 */
export interface PhoneFrame {
  statusBarHeight: number
  safeBottom: number
  /** `right` is the distance to the window's right edge. */
  capsule?: { top: number; right: number; width: number; height: number }
}

declare global {
  interface Window {
    __banyanPhone?: PhoneFrame
  }
}

let known: DeviceMetrics | undefined

/** Metrics of this device; measured once. What a phone does not tell yet is assumed and asked again. */
export function deviceMetrics(): DeviceMetrics {
  if (known) return known
  const { metrics, sure } = isWeb ? { metrics: webMetrics(), sure: true } : weappMetrics()
  if (sure) known = metrics
  return metrics
}

/** WeChat's capsule where it stands on most phones. */
const USUAL = { below: 6, right: 7, width: 87, height: 32 }
const USUAL_WINDOW = { statusBarHeight: 20, windowWidth: 375 }

/**
 * Some phones answer zeros or throw while the mini-program starts (weui-miniprogram#54, navigation-bar#15): then the
 * usual place is left free, and they are asked again the next time.
 */
function weappMetrics(): { metrics: DeviceMetrics; sure: boolean } {
  const told = answerOf(() => Taro.getWindowInfo())
  const windowWidth = told?.windowWidth || USUAL_WINDOW.windowWidth
  const statusBarHeight = told?.statusBarHeight ?? USUAL_WINDOW.statusBarHeight
  const rect = answerOf(() => Taro.getMenuButtonBoundingClientRect())
  const seen = rect && isCapsule(rect, windowWidth) ? rect : undefined
  const { top, left, width, height } = seen ?? {
    ...USUAL,
    top: statusBarHeight + USUAL.below,
    left: windowWidth - USUAL.right - USUAL.width,
  }
  return {
    sure: told !== undefined && told.windowWidth > 0 && seen !== undefined,
    metrics: {
      windowWidth,
      statusBarHeight,
      // The capsule sits in the middle of the bar: its margin above is its margin below.
      navHeight: Math.max(44, (top - statusBarHeight) * 2 + height),
      capsule: { top, left, width, height },
      safeBottom: told?.safeArea ? Math.max(0, told.screenHeight - told.safeArea.bottom) : 0,
    },
  }
}

/** At the right of a bar at the top, and not all over it. */
function isCapsule({ top, left, width, height }: Capsule, windowWidth: number): boolean {
  const sized = width > 0 && height > 0 && height <= 64
  return sized && top >= 0 && top <= 100 && left >= windowWidth / 2 && left + width <= windowWidth
}

function answerOf<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}

function webMetrics(): DeviceMetrics {
  const frame = window.__banyanPhone
  const windowWidth = document.documentElement.clientWidth
  const capsule = frame?.capsule
  return {
    windowWidth,
    statusBarHeight: frame?.statusBarHeight ?? 0,
    navHeight: 44,
    capsule: capsule
      ? {
          top: capsule.top,
          left: windowWidth - capsule.right - capsule.width,
          width: capsule.width,
          height: capsule.height,
        }
      : null,
    safeBottom: frame?.safeBottom ?? null,
  }
}

/** Whether the reader asked the system for less motion. */
export function prefersReducedMotion(): boolean {
  return isWeb && window.matchMedia('(prefers-reduced-motion: reduce)').matches
}

let statusTone: 'black' | 'white' | undefined

/**
 * The colour of the clock and signs in the status bar. A frame around the page reads it from
 * `<html data-status-tone>` and hears `banyan:status-tone` on the window.
 */
export function setStatusTone(tone: 'black' | 'white'): void {
  if (tone === statusTone) return
  statusTone = tone
  if (isWeb) {
    document.documentElement.dataset.statusTone = tone
    window.dispatchEvent(new CustomEvent('banyan:status-tone', { detail: tone }))
  } else {
    // Asks for a background, too, though a custom bar has none.
    const frontColor = tone === 'white' ? '#ffffff' : '#000000'
    void Taro.setNavigationBarColor({ frontColor, backgroundColor: '#ffffff' }).catch(() => undefined)
  }
}

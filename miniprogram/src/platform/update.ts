import Taro from '@tarojs/taro'
import { isWeb } from './env'

/**
 * Asks whether to go over to a new version once WeChat has loaded it; WeChat itself would wait for the next cold start.
 * Old and new versions of functions and pages do not always understand each other.
 */
export function onUpdateReady(ask: () => Promise<boolean>): void {
  if (isWeb) return
  const manager = Taro.getUpdateManager()
  manager.onUpdateReady(() => {
    void ask().then((yes) => {
      // Starts the mini-program again.
      if (yes) manager.applyUpdate()
    })
  })
}

/** The oldest base library that has what the mall is built on: the privacy guideline with its refusals (2.32.3). */
export const LEAST_LIBRARY = '2.32.3'

/** Whether this WeChat is older than the mall needs; what does not say is new enough. */
export function isWechatTooOld(): boolean {
  if (isWeb) return false
  try {
    return isOlder(Taro.getAppBaseInfo().SDKVersion, LEAST_LIBRARY)
  } catch {
    // It came with base library 2.20.1.
    return true
  }
}

export function isOlder(version: string | undefined, least: string): boolean {
  const parts = (text: string) => text.split('.').map(Number)
  const [have, need] = [parts(version ?? least), parts(least)]
  const at = need.findIndex((part, i) => (have[i] ?? 0) !== part)
  return at !== -1 && (have[at] ?? 0) < (need[at] ?? 0)
}

/** Opens WeChat's own page for a newer version of it. */
export function updateWechat(): void {
  if (!isWeb) void Taro.updateWeChatApp({}).catch(() => undefined)
}

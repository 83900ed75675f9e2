import type { MovableClock } from '../base'
import type { Keyring } from './keys'
import type { WechatPayStore } from './store'

/** What every part of the local WeChat Pay works with. */
export interface WechatPayContext {
  clock: MovableClock
  store: WechatPayStore
  keys: Keyring
  appid: string
  mchid: string
  /** How long an accepted refund stays PROCESSING, on the emulator's clock. */
  refundDelayMs: number
  /** Called when something may be due sooner than before. */
  wake(): void
}

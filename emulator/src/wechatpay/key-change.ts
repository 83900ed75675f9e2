import { createHash } from 'node:crypto'
import type { WechatPayContext } from './context'
import {
  CURRENT_SLOT,
  INCOMING_SLOT,
  incomingText,
  openPlatformKey,
  type Keyring,
  type PlatformKey,
  type PlatformMode,
} from './keys'
import { writeSetting } from './store'

/**
 * The change of WeChat Pay's key: from certificates to 微信支付公钥, or from one certificate to the next. While it
 * goes on, both keys are in use. Answers are signed with the one that the request names, notifications with
 * either: WeChat Pay moves their share from 0.1 % to 100 % within a week, and the merchant has no say in it.
 *
 * Source: https://pay.weixin.qq.com/docs/partner/products/platform-certificate/update-pub-key.html and
 * https://developers.weixin.qq.com/community/pay/doc/0008ce1ea905609afef23aa2a66000
 */
export interface KeyChange {
  /** What the merchant would have to pin. */
  serial: string
  publicKeyPem: string
}

/**
 * Begins the change to a 微信支付公钥, or to a new certificate.
 * @param share which part of the notifications (0–1) is signed with the new key
 */
export async function beginKeyChange(
  context: WechatPayContext,
  to: PlatformMode,
  share: number,
): Promise<KeyChange> {
  const { keys, store, clock } = context
  const slot = nextSlot(keys.platform.slot, to)
  const key = await openPlatformKey(store, slot, clock.now())
  keys.incoming = { key, share }
  writeSetting(store, INCOMING_SLOT, incomingText(slot, share))
  return { serial: key.serial, publicKeyPem: key.publicKeyPem }
}

/** Moves the share of notifications that the new key signs. */
export function shareNotifications({ keys, store }: WechatPayContext, share: number): void {
  if (!keys.incoming) throw new Error('no change of keys goes on')
  keys.incoming.share = share
  writeSetting(store, INCOMING_SLOT, incomingText(keys.incoming.key.slot, share))
}

/** Ends the change: from here on only the new key signs. */
export function endKeyChange({ keys, store }: WechatPayContext): void {
  if (!keys.incoming) throw new Error('no change of keys goes on')
  keys.platform = keys.incoming.key
  delete keys.incoming
  store.transaction(() => {
    writeSetting(store, CURRENT_SLOT, keys.platform.slot)
    writeSetting(store, INCOMING_SLOT, undefined)
  })
}

/** The keys whose signatures are genuine now: one, or two during a change. */
export const keysInUse = ({ platform, incoming }: Keyring): PlatformKey[] =>
  incoming ? [platform, incoming.key] : [platform]

/**
 * The key that signs the answer to a request: the one that it names in `Wechatpay-Serial` while that is in use,
 * otherwise the one that was there before the change.
 */
export function answeringKey(keys: Keyring, requestSerial: string | undefined): PlatformKey {
  const { incoming, platform } = keys
  return incoming && requestSerial?.toUpperCase() === incoming.key.serial ? incoming.key : platform
}

/** The key that signs one delivery of a notification: as good as random, and the same in each run. */
export function notifyingKey(
  { incoming, platform }: Keyring,
  { id, attempts }: { id: string; attempts: number },
): PlatformKey {
  if (!incoming) return platform
  const drawn = createHash('sha256').update(`${id}:${attempts}`).digest().readUInt32BE() / 2 ** 32
  return drawn < incoming.share ? incoming.key : platform
}

/** `public_key` → `certificate`, and `certificate` → `certificate-2` → `certificate-3`. */
function nextSlot(current: string, to: PlatformMode): string {
  const [kind, number = '1'] = current.split('-')
  return kind === to ? `${to}-${Number(number) + 1}` : to
}

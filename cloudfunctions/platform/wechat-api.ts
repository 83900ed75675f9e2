import type { Clock } from './clock'
import type { Config } from './config'
import type { WechatApi } from './ports'

/** WeChat's server APIs in the domain's words. */
export function createWechatApi(_config: Config, _clock: Clock): WechatApi {
  const unavailable = async () => ({ kind: 'unknown', cause: 'not available yet' }) as const
  return {
    miniProgramCode: unavailable,
    sendSubscribeMessage: unavailable,
    uploadShippingInfo: unavailable,
  }
}

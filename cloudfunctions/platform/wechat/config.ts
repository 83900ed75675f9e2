/** What the client of WeChat's server APIs must know. */
export interface WechatConfig {
  appid: string
  secret: string
  /** Default `https://api.weixin.qq.com`. */
  baseUrl?: string
  /** How long one call may take; default 8,000 ms. */
  timeoutMs?: number
  /** Which version codes and messages open; default release. */
  envVersion?: 'release' | 'trial' | 'develop'
}

export const withDefaults = (config: WechatConfig): Required<WechatConfig> => ({
  appid: config.appid,
  secret: config.secret,
  baseUrl: config.baseUrl ?? 'https://api.weixin.qq.com',
  timeoutMs: config.timeoutMs ?? 8000,
  envVersion: config.envVersion ?? 'release',
})

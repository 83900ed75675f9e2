import type { Clock } from './clock'
import type { Database } from './database'
import type { Ids } from './ids'
import type { Log } from './log'
import type { PayGateway, WechatApi } from './ports'

/** Everything domain code may reach: nothing in it takes the time, chance or a connection from elsewhere. */
export interface Context {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly pay: PayGateway
  readonly wechat: WechatApi
  /** The identity that WeChat pays to and from; checked on every payment. */
  readonly appId: string
  readonly mchid: string
  readonly requestId: string
}

/** The context of a call by a member: `openid` comes from the platform, never from the input. */
export interface MemberContext extends Context {
  readonly openid: string
}

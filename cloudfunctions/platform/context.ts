import type { Permission } from '@shared/contract/permissions'
import type { Clock } from './clock'
import type { Database, Versions } from './database'
import type { Ids } from './ids'
import type { Log } from './log'
import type { FileStore, PayGateway, WechatApi } from './ports'
import type { Personal } from './personal'
import type { Seal } from './seal'

/**
 * What domains attach to others from outside, collected from their files (`cloudfunctions/collected/seams.ts`): a
 * domain that can be attached to adds its seam here by declaration merging.
 */
export interface Seams {
  /** The collections that the domains declare: with the version that their documents are stamped with. */
  readonly collections: Versions
}

/** Everything domain code may reach: nothing in it takes the time, chance or a connection from elsewhere. */
export interface Context {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly pay: PayGateway
  readonly wechat: WechatApi
  readonly files: FileStore
  readonly seams: Seams
  /** For texts that clients keep for us and must not read or make: cursors of lists. */
  readonly seal: Seal
  /** For names, telephone numbers and addresses as they are stored: only their owners' services open them. */
  readonly personal: Personal
  /** The identity that WeChat pays to and from; checked on every payment. */
  readonly appId: string
  readonly mchid: string
  readonly requestId: string
}

/** The context of a call by a member: `openid` comes from the platform, never from the input. */
export interface MemberContext extends Context {
  readonly openid: string
}

/** The context of a call by an active distributor; what the door has read of the caller is added by its domain. */
export interface DistributorContext extends MemberContext {}

/** The context of a call by somebody on the staff with the permission of the call; likewise. */
export interface StaffContext extends MemberContext {}

/** Who calls, as the handler of a call with this permission sees it. */
export type ContextFor<P extends Permission> = P extends 'distributor'
  ? DistributorContext
  : P extends `staff:${string}`
    ? StaffContext
    : MemberContext

/**
 * Reads what the handlers of a kind of caller need, and says whether the caller may: one trip for both.
 * @throws AppError when the caller may not
 */
export interface CallerReaders {
  distributor(ctx: MemberContext): Promise<DistributorContext>
  /** `command`: what is called, for a command: whatever it changes leaves its entry in the trail. */
  staff(ctx: MemberContext, permission: `staff:${string}`, command?: string): Promise<StaffContext>
}

import type { Migration } from '../cloudfunctions/platform/migration'
import type { CallName, Envelope, InputOf, OutputOf } from '@shared/contract'
import type { Database } from '../cloudfunctions/platform/database'
import type { MovableClock } from '../emulator/src/base'
import type { Cloudbase, CloudbaseOptions } from '../emulator/src/cloudbase'
import type { FaultPlan } from '../emulator/src/faults'
import type { ContextForm, LogLine, Runner } from '../emulator/src/functions'
import type { Wechat } from '../emulator/src/wechat'
import type { WechatPay, WechatPayOptions } from '../emulator/src/wechatpay'
import type { DemoProfile } from './demo/profile'
import type { Chat } from './server/chat'

export interface LocalCloudOptions {
  /** Keeps everything below this folder; without it nothing outlives `close()`. */
  dataDir?: string
  /** 0 takes a free port. Default 0. */
  port?: number
  /** Holds `<name>/index.js` of each function (`dist/functions`); without it there are no functions. */
  functionsDir?: string
  /** The built client; default `dist/h5`. */
  h5Dir?: string
  /** What an older data folder is brought over by when it is opened; default those of the repository. */
  migrations?: readonly Migration[]
  /** Fills a new data folder with the demo shop; `true`: with the small one that tests tell of. Default false. */
  demo?: boolean | DemoProfile
  /** Begins a shop that is still to be set up, in a folder of its own, and offers it to whoever has the code. */
  empty?: boolean
  /** Ahead of the machine's clock, ms; a data folder remembers its own. */
  clockOffsetMs?: number
  /** Where the shop's clock stands still, ms since 1970: then only `advance` moves it. Default: it runs. */
  clockStandsAt?: number
  /** How long the functions wait for one call of the database, WeChat Pay or WeChat; default as in production. */
  callTimeoutMs?: number
  /**
   * How long a transaction may stay open, in ms of real time; 30 s, as on CloudBase. What an instance that died has
   * locked is free again only then.
   */
  transactionLimitMs?: number
  /** How the functions hear who calls: in the form of the platform's present or its older architecture, or in none. */
  contextForm?: ContextForm
  /** Instances of one function at most. Default two a processor core, 4 to 16. */
  instances?: number
  /** Pages and scripts are read again at each request. */
  dev?: boolean
  onLog?: (line: LogLine) => void
  /** Hears each operation on the database. */
  onOperation?: CloudbaseOptions['onOperation']
  /** Hears each delivery of a notification of WeChat Pay. */
  onNotified?: WechatPayOptions['onNotified']
  /**
   * How long WeChat Pay waits for the acknowledgement of a notification, ms of real time; 5 s, as the real one does.
   */
  ackTimeoutMs?: number
  /** Whether the functions' timers run by themselves. Default true. */
  timers?: boolean
}

export interface LocalCloud {
  readonly url: string
  readonly port: number
  readonly clock: MovableClock
  readonly cloudbase: Cloudbase
  readonly wechatpay: WechatPay
  readonly wechat: Wechat
  readonly chat: Chat
  /** Absent without `functionsDir`. */
  readonly runner: Runner | undefined
  /** What goes wrong, at all gates. */
  readonly faults: FaultPlan
  /** What a process needs in its environment to be a function here: the SDK's and the deployment's variables. */
  readonly env: Readonly<Record<string, string>>
  /** The database, over the wire and the real SDK like a function's. */
  readonly db: Database
  /**
   * The code by which somebody becomes the owner of a shop that is set up here, as it is printed; nothing when it has
   * one, or is the demo's.
   */
  ownerCode(): Promise<string | undefined>
  /** Calls as a phone does: `call('buyer', 'storefront/order.place', input)`. */
  call<N extends CallName>(who: string, name: N, input: InputOf<N>): Promise<Envelope<OutputOf<N>>>
  /** Moves the clock; resolves when the notifications and timers it made due have run. */
  advance(ms: number): Promise<void>
  /** Resolves when the notifications and timers that are due have run. */
  settle(): Promise<void>
  /** Tells open phones and the stage to load again: the client was built anew. */
  reloadPages(): void
  close(): Promise<void>
}

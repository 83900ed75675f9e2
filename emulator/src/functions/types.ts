import type { Failure } from './errors'

/** A function as `cloudbaserc.json` describes it. */
export interface FunctionSpec {
  name: string
  /** `<file>.<export>` within the function's folder; `index.main` unless told. */
  handler?: string
  timeoutMs: number
  memoryMb: number
  triggers: readonly { name: string; cron: string }[]
  /** It answers over HTTP. */
  http?: boolean
  /** Its own variables. */
  env?: Readonly<Record<string, string>>
  /** Which of the deployment's variables it gets; all of them when absent. */
  variables?: readonly string[]
}

/**
 * How the platform hands the variables of an invocation over with it: as JSON, on its older architecture as
 * `K=V;K=V`, or, as if it had changed, not at all.
 */
export type ContextForm = 'environment' | 'environ' | 'neither'

/** What became of an invocation. `text` is the answer as JSON; `operations` counts calls of the cloud's API. */
export type Invoked =
  | { ok: true; text: string; requestId: string; operations: number }
  | { ok: false; code: Failure; message: string; requestId: string; operations: number }

/** One line that a function, or the runner about it, said. */
export interface LogLine {
  level: 'info' | 'warn' | 'error'
  functionName: string
  text: string
}

export interface Invocation {
  /** JSON. */
  event: string
  /** Variables of this one invocation; they stay set in the instance, as on the platform. */
  identity: Readonly<Record<string, string>>
  requestId: string
}

export { parseCron } from './cron'
export { httpStatusOf, type Failure } from './errors'
export { invokeFunction } from './endpoints/invoke-function'
export { HTTP_BODY_LIMIT_BYTES, type IncomingHttp, type OutgoingHttp } from './http'
export { readManifest, type Manifest } from './manifest'
export {
  EVENT_LIMIT_BYTES,
  createRunner,
  filled,
  type ClientCaller,
  type Runner,
  type RunnerOptions,
} from './runner'
export { createServer as createFunctionsServer, type FunctionsServer } from './server'
export type { ContextForm, FunctionSpec, Invoked, LogLine } from './types'

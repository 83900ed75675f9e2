export { createCloudbase, type Cloudbase, type CloudbaseOptions } from './cloudbase'
export type { CollectionSpec, IndexKeySpec, IndexSpec } from './collections'
export type { EngineStats } from './engine/engine'
export { sdkEnvironment, startCloudbaseServer, type CloudbaseServer } from './server'

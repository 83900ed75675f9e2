export type { StorageRule } from './context'
export { createStorage, type Storage, type StorageOptions } from './storage'

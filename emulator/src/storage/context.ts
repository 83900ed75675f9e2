import type { MovableClock } from '../base'
import type { Signer } from './signer'
import type { Files } from './store'

/**
 * Who may read and write files, beside functions: `READONLY` and `ADMINWRITE` let everybody read, so addresses need no
 * signature. https://docs.cloudbase.net/storage/security-rules
 */
export type StorageRule = 'READONLY' | 'PRIVATE' | 'ADMINWRITE' | 'ADMINONLY'

/** Whether everybody may read. */
export const isPublic = (rule: StorageRule): boolean => rule === 'READONLY' || rule === 'ADMINWRITE'

/** What every part of the storage works with. */
export interface StorageContext {
  files: Files
  signer: Signer
  clock: MovableClock
  /** Where files are put and got, with its path, such as `http://127.0.0.1:8620/storage/files`. */
  filesUrl: string
  /** What a file's id begins with: `cloud://<env>.<bucket>/`. */
  prefix: string
  rule: StorageRule
}

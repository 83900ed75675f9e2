import type { StorageContext } from './context'
import { isCloudPath } from './store'

/** The path that a file's id names, if it is one of this environment. */
export function pathOf({ prefix }: StorageContext, fileId: unknown): string | undefined {
  const path =
    typeof fileId === 'string' && fileId.startsWith(prefix) ? fileId.slice(prefix.length) : undefined
  return isCloudPath(path) ? path : undefined
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { MovableClock } from '../base'
import { isPublic, type StorageContext, type StorageRule } from './context'
import { perform, type StorageAnswer } from './endpoints'
import { pathOf } from './file-id'
import { createServer } from './server'
import { createSigner } from './signer'
import { openFiles } from './store'

export interface StorageOptions {
  /** Where the files stand. */
  folder: string
  clock: MovableClock
  /** The server's address, such as `http://127.0.0.1:8620`. */
  url: string
  envId: string
  /** Default `PRIVATE`, as a new environment has it. */
  rule?: StorageRule
}

export interface Storage {
  /** Performs an action of the SDK, such as `storage.getUploadMetadata`. */
  perform(request: Record<string, unknown>): Promise<StorageAnswer>
  /** The content of a file by its id, for whoever everybody may be; `undefined` when there is none, or not for them. */
  read(fileId: string): Promise<{ path: string; content: Buffer } | undefined>
  /** Answers `PUT` and `GET /storage/files/<path>`; `url` is the path behind `/storage`. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
}

/** CloudBase's storage for the SDK: upload, temporary addresses, copy, delete. */
export function createStorage({ folder, clock, url, envId, rule = 'PRIVATE' }: StorageOptions): Storage {
  const context: StorageContext = {
    files: openFiles(folder),
    signer: createSigner(),
    clock,
    filesUrl: `${url}/storage/files`,
    prefix: `cloud://${envId}.local-bucket/`,
    rule,
  }
  return {
    async read(fileId) {
      const path = isPublic(rule) ? pathOf(context, fileId) : undefined
      const content = path === undefined ? undefined : await context.files.read(path)
      return path !== undefined && content ? { path, content } : undefined
    },
    perform: (request) => perform(context, request),
    handle: createServer(context).handle,
  }
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { MovableClock } from '../base'
import type { StorageContext } from './context'
import { perform, type StorageAnswer } from './endpoints'
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
}

export interface Storage {
  /** Performs an action of the SDK, such as `storage.getUploadMetadata`. */
  perform(request: Record<string, unknown>): Promise<StorageAnswer>
  /** Answers `PUT` and `GET /storage/files/<path>`; `url` is the path behind `/storage`. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
}

/** CloudBase's storage for the SDK: upload, temporary addresses, copy, delete. */
export function createStorage({ folder, clock, url, envId }: StorageOptions): Storage {
  const context: StorageContext = {
    files: openFiles(folder),
    signer: createSigner(),
    clock,
    filesUrl: `${url}/storage/files`,
    prefix: `cloud://${envId}.local-bucket/`,
  }
  return {
    perform: (request) => perform(context, request),
    handle: createServer(context).handle,
  }
}

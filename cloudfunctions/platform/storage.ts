import { TcbDBApiHttpRequester } from './cloudbase-requests'
import { send, whyNoAnswer } from './http'
import type { FileStore, Outcome } from './ports'

/**
 * The environment's storage by the same requests as `uploadFile` and `getTempFileURL` of `@cloudbase/node-sdk`, which
 * are left out of the bundles with what they read XML and forms by (`scripts/lib/left-out.mjs`). A test compares the
 * two.
 */

/** Where COS takes a file, and with which right; each is a header of the upload. */
interface UploadMetadata {
  readonly url: string
  readonly token: string
  readonly authorization: string
  readonly fileId: string
  readonly cosFileId: string
}

interface Downloads {
  readonly download_list: readonly {
    readonly code: string
    readonly fileID: string
    readonly tempFileURL: string
  }[]
}

export function createFileStore(timeoutMs: number): FileStore {
  const requester = new TcbDBApiHttpRequester({ timeout: timeoutMs })

  /** `action` comes first, as the SDK writes it. */
  async function ask<Data>(action: string, asked: object): Promise<Outcome<Data>> {
    try {
      const { data } = (await requester.send(action, { action, ...asked })) as { data: Data }
      return { kind: 'ok', value: data }
    } catch (error) {
      const { code, message, requestId } = error as { code?: unknown; message?: string; requestId?: string }
      // The service has a number for what it refuses.
      if (requestId) return { kind: 'rejected', code: String(code), message: message ?? '', final: false }
      return { kind: 'unknown', cause: `${action}: ${whyNoAnswer(error)}` }
    }
  }

  return {
    async put(path, content) {
      const metadata = await ask<UploadMetadata>('storage.getUploadMetadata', { path, method: 'put' })
      if (metadata.kind !== 'ok') return metadata
      const { url, token, authorization, fileId, cosFileId } = metadata.value
      const headers = {
        Signature: authorization,
        'x-cos-security-token': token,
        'x-cos-meta-fileid': cosFileId,
        authorization,
        key: encodeURIComponent(path),
      }
      try {
        const { status, bytes } = await send({ method: 'PUT', url, headers, body: content, timeoutMs })
        // Nothing is said of what went well; what did not is XML with a code.
        const refused = /<Code>(\w+)<\/Code>/.exec(bytes.toString())?.[1]
        if (status === 200 && refused === undefined) return { kind: 'ok', value: fileId }
        const code = refused ?? String(status)
        return { kind: 'rejected', code, message: `the storage answered ${status}`, final: false }
      } catch (error) {
        return { kind: 'unknown', cause: `put: ${whyNoAnswer(error)}` }
      }
    },
    async addresses(fileIds) {
      if (fileIds.length === 0) return { kind: 'ok', value: new Map() }
      const file_list = fileIds.map((fileid) => ({ fileid }))
      const answer = await ask<Downloads>('storage.batchGetDownloadUrl', { file_list })
      if (answer.kind !== 'ok') return answer
      const there = answer.value.download_list.filter(({ code }) => code === 'SUCCESS')
      return { kind: 'ok', value: new Map(there.map(({ fileID, tempFileURL }) => [fileID, tempFileURL])) }
    },
  }
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { HttpError, send } from './http'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

export const typeOf = (file: string): string =>
  TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream'

/** The file below `folder` that `path` names. @throws HttpError 404 also for a way out of the folder */
export function fileBelow(folder: string, path: string): string {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    throw new HttpError(404, 'no such file')
  }
  const file = normalize(join(folder, decoded))
  if (decoded.includes('\0') || !file.startsWith(normalize(folder) + sep))
    throw new HttpError(404, 'no such file')
  return file
}

/** Sends a file below `folder`. Names with a hash of their content may be kept for ever. */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  folder: string,
  path: string,
): Promise<void> {
  const file = fileBelow(folder, path)
  const content = await readFile(file).catch(() => {
    throw new HttpError(404, 'no such file')
  })
  const hashed = /\.[0-9a-f]{8}\.(js|css)$/.test(file)
  const body = request.method === 'HEAD' ? '' : content
  send(
    response,
    200,
    {
      'content-type': typeOf(file),
      'content-length': String(content.length),
      'cache-control': hashed ? 'max-age=31536000, immutable' : 'no-cache',
      'x-content-type-options': 'nosniff',
    },
    body,
  )
}

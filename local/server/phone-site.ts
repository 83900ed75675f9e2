import type { IncomingMessage, ServerResponse } from 'node:http'
import { contract } from '@shared/contract'
import type { Call } from '@shared/contract/define'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HttpError, readBody, send, sendFile, sendJson, sendJsonText, typeOf } from '../../emulator/src/base'
import { EVENT_LIMIT_BYTES, httpStatusOf, type Runner } from '../../emulator/src/functions'
import { isPhoneName, openidOf } from './phones'

/** The pages may be framed by the stage only. */
export const FRAME_HEADERS = { 'content-security-policy': "frame-ancestors 'self'" }

/** Functions that clients may call; the others have no caller. */
export const isClientFunction = (name: string): boolean => Object.hasOwn(contract, name)

/** What a call asks for stands at the beginning of what the client sends. */
function pathOf(body: Buffer): { head: string; path: string } {
  const head = body.toString('utf8', 0, 200)
  return { head, path: /"path"\s*:\s*"([\w.]+)"/.exec(head)?.[1] ?? '' }
}

/** Whether a call enters by somebody's share, as opening a card does. */
function comesIn(body: Buffer): boolean {
  const { head, path } = pathOf(body)
  return path === 'member.enter' && head.includes('"scene"')
}

/**
 * Whether a call may have changed something. Entering without a share is none: phones enter again at each news, and two
 * of them would never stop telling each other.
 */
function isCommand(name: string, body: Buffer): boolean {
  const { path } = pathOf(body)
  if (path === 'member.enter') return comesIn(body)
  const calls = contract[name as keyof typeof contract] as Record<string, Call>
  return Object.hasOwn(calls, path) && calls[path]?.kind === 'command'
}

/** Looks again by itself: in development the client may just be building. */
const NOT_BUILT = `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="3"><title>榕铺</title>
<p style="font:15px/1.7 sans-serif;padding:56px 24px;color:#666e69">客户端正在构建，好了会自动出现。<br>
如果一直没有，请运行 <code>npm run build:h5</code>。</p>`

/** `/phone/<who>/…`: the client as that person, its calls answered under that person's openid. */
export function createPhoneSite(parts: {
  h5Dir: string
  runner: Runner | undefined
  /** The environment's storage, as everybody may read it. */
  files: { read(fileId: string): Promise<{ path: string; content: Buffer } | undefined> }
  now: () => number
  /** Somebody's command was answered. */
  onCommand(who: string): void
  /** Somebody has come in by a share. */
  onCameIn(who: string): void
}) {
  const { h5Dir, runner, files, now, onCommand, onCameIn } = parts

  async function call(request: IncomingMessage, response: ServerResponse, who: string, name: string) {
    if (request.method !== 'POST') throw new HttpError(405, '只接受 POST')
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
      throw new HttpError(415, '只接受 JSON')
    if (!runner || !isClientFunction(name)) throw new HttpError(404, `没有云函数 ${name}`)
    const body = await readBody(request, EVENT_LIMIT_BYTES)
    const invoked = await runner.invoke(name, body.toString('utf8'), { openid: openidOf(who) })
    if (invoked.ok && comesIn(body)) onCameIn(who)
    if (isCommand(name, body)) onCommand(who)
    if (invoked.ok) {
      return sendJsonText(response, 200, invoked.text, {
        'x-request-id': invoked.requestId,
        'x-operations': String(invoked.operations),
      })
    }
    const busy = invoked.code === 'BUSY'
    sendJson(response, httpStatusOf(invoked.code), {
      ok: false,
      error: {
        code: busy ? 'BUSY' : 'INTERNAL',
        message: busy ? '现在人有点多，请稍后再试' : '出了点小问题，没丢也没重复，请稍后再试',
        requestId: invoked.requestId,
      },
      now: now(),
    })
  }

  /**
   * `file/<environment>.<bucket>/<path>`: what `cloud://…` names. Pictures are called by their content, so they stay.
   */
  async function file(request: IncomingMessage, response: ServerResponse, place: string) {
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new HttpError(405, '不支持的方法')
    const found = await files.read(`cloud://${place}`)
    if (!found) throw new HttpError(404, '没有这个文件')
    const headers = {
      'content-type': typeOf(found.path),
      'content-length': String(found.content.length),
      'cache-control': 'max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    }
    send(response, 200, headers, request.method === 'HEAD' ? '' : found.content)
  }

  async function page(response: ServerResponse) {
    const html = await readFile(join(h5Dir, 'index.html'), 'utf8').catch(() => undefined)
    const body = html?.replace(/<head>/i, '<head><script src="/bridge.js"></script>') ?? NOT_BUILT
    send(
      response,
      html ? 200 : 503,
      { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache', ...FRAME_HEADERS },
      body,
    )
  }

  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const [, who = '', rest] = /^([^/]*)(?:\/(.*))?$/.exec(path) ?? []
    if (!isPhoneName(who)) throw new HttpError(404, '手机名只能是 1–20 个小写字母、数字或 -')
    if (rest === undefined) return send(response, 308, { location: `/phone/${who}/` })
    if (rest.startsWith('api/')) return call(request, response, who, rest.slice('api/'.length))
    if (rest.startsWith('file/')) return file(request, response, rest.slice('file/'.length))
    if (rest === '' || rest === 'index.html') return page(response)
    return sendFile(request, response, h5Dir, rest)
  }
}

import { randomBytes } from '../../random'
import type { WechatContext } from '../context'
import { WechatError } from '../errors'
import { text } from '../fields'

/** 1 sound, 2 picture. */
const MEDIA: readonly unknown[] = [1, 2]
/** 1 profile, 2 comment, 3 forum, 4 social log. */
const SCENES: readonly unknown[] = [1, 2, 3, 4]
/** How long WeChat looks, on the emulator's clock; the documentation says up to half an hour. */
const LOOK_MS = 5_000

/** A question whose answer is due. */
export interface MediaCheck {
  trace_id: string
  openid: string
  media_url: string
  due_at: number
}

/**
 * 多媒体内容安全识别, `POST /wxa/media_check_async`, version 2: the answer is pushed. Not imitated: 61010 for somebody who
 * has not opened the mini-program for two hours, since phones of the local cloud do not log in.
 */
export function checkMedia(context: WechatContext, body: Record<string, unknown>): object {
  const url = text(body, 'media_url', 47001)
  const openid = text(body, 'openid', 40003)
  if (!MEDIA.includes(body.media_type)) throw new WechatError(40004, 'invalid media type')
  if (body.version !== 2) throw new WechatError(47001, 'data format error: version')
  if (!SCENES.includes(body.scene)) throw new WechatError(40129, 'invalid scene')
  const trace = randomBytes(16).toString('hex')
  context.store.run(
    'INSERT INTO media_check (trace_id, openid, media_url, due_at) VALUES (?, ?, ?, ?)',
    trace,
    openid,
    url,
    context.clock.now() + LOOK_MS,
  )
  return { trace_id: trace }
}

/** Questions whose answers are due, the oldest first. */
export const dueChecks = ({ store, clock }: WechatContext, limit: number): MediaCheck[] =>
  store.all<MediaCheck>(
    'SELECT * FROM media_check WHERE due_at <= ? ORDER BY due_at, rowid LIMIT ?',
    clock.now(),
    limit,
  )

/** When the next answer is due. */
export const nextCheckAt = ({ store }: WechatContext): number | undefined =>
  store.one<{ at: number | null }>('SELECT MIN(due_at) AS at FROM media_check')?.at ?? undefined

export const checkDone = ({ store }: WechatContext, trace: string): number =>
  store.run('DELETE FROM media_check WHERE trace_id = ?', trace)

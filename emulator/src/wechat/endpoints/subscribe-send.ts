import { randomUUID } from '../../random'
import type { WechatContext } from '../context'
import { WechatError } from '../errors'
import { asObject, fitsTemplate, text } from '../fields'
import { isPublished } from '../pages'
import { keysOf } from './templates'

/** A subscribe message that was sent. */
export interface SentMessage {
  id: string
  openid: string
  templateId: string
  page?: string
  data: Record<string, string>
  sentAt: number
}

interface Row {
  id: string
  openid: string
  template_id: string
  page: string | null
  data: string
  sent_at: number
}

/** `POST /cgi-bin/message/subscribe/send`: the message appears on the local phone. */
export function sendMessage(context: WechatContext, body: Record<string, unknown>): { msgid: string } {
  const { store, clock } = context
  const openid = text(body, 'touser', 40003)
  const templateId = text(body, 'template_id', 40037)
  const page = body.page === undefined ? null : text(body, 'page', 41030)
  if (page !== null && (page.startsWith('/') || !isPublished(context, page)))
    throw new WechatError(41030, 'invalid page')
  const fields = asObject(body.data)
  if (!fields || Object.keys(fields).length === 0)
    throw new WechatError(47003, 'argument invalid! data is empty')
  const data: Record<string, string> = {}
  for (const [key, field] of Object.entries(fields)) {
    const value = asObject(field)?.value
    if (typeof value !== 'string' || !fitsTemplate(key, value))
      throw new WechatError(47003, `argument invalid! data.${key}.value invalid`)
    data[key] = value
  }
  const keys = keysOf(context, templateId)
  const missing = keys?.find((key) => !(key in data))
  if (missing !== undefined) throw new WechatError(47003, `argument invalid! data.${missing}.value is empty`)
  if (store.one('SELECT 1 FROM refusal WHERE openid = ?', openid))
    throw new WechatError(43101, 'user refuse to accept the msg')
  const id = randomUUID()
  store.run(
    'INSERT INTO message (id, openid, template_id, page, data, sent_at) VALUES (?, ?, ?, ?, ?, ?)',
    id,
    openid,
    templateId,
    page,
    JSON.stringify(data),
    clock.now(),
  )
  return { msgid: id }
}

/** Messages, oldest first; of one user if `openid` is given. */
export function listMessages({ store }: WechatContext, openid?: string): SentMessage[] {
  const rows =
    openid === undefined
      ? store.all<Row>('SELECT * FROM message ORDER BY sent_at, rowid')
      : store.all<Row>('SELECT * FROM message WHERE openid = ? ORDER BY sent_at, rowid', openid)
  return rows.map((row) => ({
    id: row.id,
    openid: row.openid,
    templateId: row.template_id,
    ...(row.page && { page: row.page }),
    data: JSON.parse(row.data) as Record<string, string>,
    sentAt: row.sent_at,
  }))
}

/** Whether a user takes messages. */
export function setRefusal({ store }: WechatContext, openid: string, refuses: boolean): void {
  if (refuses) store.run('INSERT INTO refusal (openid) VALUES (?) ON CONFLICT DO NOTHING', openid)
  else store.run('DELETE FROM refusal WHERE openid = ?', openid)
}

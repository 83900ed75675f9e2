import { createHmac } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { WechatPayContext } from '../context'
import { WechatPayError, invalidRequest } from '../errors'
import { billEntries, changesOf } from './changes'
import { billDay } from './day'
import { openingBalance } from './entries'
import { fundFlowFile } from './fund-flow-bill'
import { tradeBillFile, type BillType } from './trade-bill'

/** Which file somebody asked for. */
export interface BillFileWanted {
  bill: 'trade' | 'fundflow'
  date: string
  type: BillType
  gzip: boolean
}

/** „该地址5min内有效“. */
const VALID_MS = 5 * 60_000
/** Bills live at the real address, also here: whoever downloads them maps it. */
const ORIGIN = 'https://api.mch.weixin.qq.com'

/** The text of a bill: always the same for a day that is over. */
export function billText(context: WechatPayContext, { bill, date, type }: BillFileWanted): string {
  const day = billDay(date)
  const changes = changesOf(context, date)
  const entries = billEntries(context, day)
  const extraExpenseFen = changes.reduce((sum, one) => sum + (one.kind === 'flow' ? one.fen : 0), 0)
  const text =
    bill === 'trade'
      ? tradeBillFile(context, entries, type)
      : fundFlowFile(context, entries, { openingFen: openingBalance(context, day.startAt), extraExpenseFen })
  return changes.reduce(
    (changed, one) => (one.kind === 'text' ? changed.replace(one.find, one.replace) : changed),
    text,
  )
}

/** An address that names its file and proves itself, so that nothing has to be remembered. */
export function downloadUrl(context: WechatPayContext, wanted: BillFileWanted): string {
  const claim = Buffer.from(JSON.stringify({ ...wanted, at: context.clock.now() })).toString('base64url')
  return `${ORIGIN}/v3/billdownload/file?token=${claim}.${proof(context, claim)}`
}

/** The file of an address. INVALID_REQUEST when it is none of ours or older than five minutes. */
export function downloadedFile(context: WechatPayContext, token: string | null): Buffer {
  const [claim = '', given] = (token ?? '').split('.')
  if (given !== proof(context, claim))
    throw new WechatPayError(403, 'NO_AUTH', '请检查本次请求的商户是否与申请账单的商户一致')
  const wanted = JSON.parse(Buffer.from(claim, 'base64url').toString()) as BillFileWanted & { at: number }
  if (context.clock.now() - wanted.at > VALID_MS) throw invalidRequest('下载地址已失效，请重新获取账单地址')
  const bytes = Buffer.from(billText(context, wanted))
  return wanted.gzip ? gzipSync(bytes) : bytes
}

const proof = ({ keys }: WechatPayContext, claim: string): string =>
  createHmac('sha256', keys.merchant.apiV3Key).update(claim).digest('base64url')

import { createHash } from 'node:crypto'
import { billEntries } from '../bills/changes'
import { billDay, checkDay, noStatement } from '../bills/day'
import { billText, downloadedFile, downloadUrl, type BillFileWanted } from '../bills/download'
import { BILL_TYPES } from '../bills/trade-bill'
import type { WechatPayContext } from '../context'
import { paramError } from '../errors'

/** What a request for a bill answers: where the file is, and the hash of it when it is unpacked. */
interface BillAnswer extends Record<string, unknown> {
  hash_type: 'SHA1'
  hash_value: string
  download_url: string
}

/** 申请交易账单, `GET /v3/bill/tradebill`. */
export function tradeBill(context: WechatPayContext, search: URLSearchParams): BillAnswer {
  const type = search.get('bill_type') ?? 'ALL'
  const known = BILL_TYPES.find((one) => one === type)
  if (!known) throw paramError('bill_type 仅支持 ALL、SUCCESS、REFUND')
  return answer(context, search, { bill: 'trade', type: known })
}

/** 申请资金账单, `GET /v3/bill/fundflowbill`. Everything here goes through the basic account. */
export function fundFlowBill(context: WechatPayContext, search: URLSearchParams): BillAnswer {
  const account = search.get('account_type') ?? 'BASIC'
  if (!['BASIC', 'OPERATION', 'FEES'].includes(account))
    throw paramError('account_type 仅支持 BASIC、OPERATION、FEES')
  if (account !== 'BASIC') {
    checkDay(billDay(search.get('bill_date')), context.clock.now())
    throw noStatement()
  }
  return answer(context, search, { bill: 'fundflow', type: 'ALL' })
}

/** 下载账单, `GET /v3/billdownload/file`: the one answer without a signature. */
export const billFile = (context: WechatPayContext, search: URLSearchParams): Buffer =>
  downloadedFile(context, search.get('token'))

function answer(
  context: WechatPayContext,
  search: URLSearchParams,
  what: Pick<BillFileWanted, 'bill' | 'type'>,
): BillAnswer {
  const tar = search.get('tar_type')
  if (tar !== null && tar !== 'GZIP') throw paramError('tar_type 仅支持 GZIP')
  const day = billDay(search.get('bill_date'))
  checkDay(day, context.clock.now())
  const wanted: BillFileWanted = { ...what, date: day.date, gzip: tar === 'GZIP' }
  const rows = billEntries(context, day).filter(({ refund }) =>
    wanted.type === 'ALL' ? true : (wanted.type === 'REFUND') === (refund !== undefined),
  )
  if (rows.length === 0) throw noStatement()
  return {
    hash_type: 'SHA1',
    hash_value: createHash('sha1').update(billText(context, wanted)).digest('hex'),
    download_url: downloadUrl(context, wanted),
  }
}

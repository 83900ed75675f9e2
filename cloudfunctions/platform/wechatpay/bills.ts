import type { Readable } from 'node:stream'
import * as z from 'zod'
import { BillProblem, readBillFile } from './bill-file'
import { rejected } from './codes'
import type { Library } from './library'
import { ok, unknown, type Result } from './result'
import { BILL_FILES, networkFailure } from './transport'

/** Reads a bill line by line; both throw BillProblem. */
interface BillReader<Bill> {
  line(text: string): void
  finish(): Bill
}

const bill = z.object({
  hash_type: z.literal('SHA1'),
  hash_value: z.string().regex(/^[0-9a-fA-F]{40}$/),
  // Our signature goes along: to WeChat Pay only.
  download_url: z.string().startsWith(BILL_FILES),
})

/**
 * Asks for a bill and reads it. The answer that names the file is signed and holds the hash of it, so the file,
 * which is not signed, is as good. A bill counts whole: anything wrong with it is `unknown`, and nothing is handed
 * on. Nothing (ok) for a day without any row.
 * https://pay.weixin.qq.com/doc/v3/merchant/4012084430
 */
export async function requestBill<Bill>(
  api: Library,
  kind: 'tradebill' | 'fundflowbill',
  day: string,
  reader: BillReader<Bill>,
): Promise<Result<Bill | null>> {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return rejected('PARAM_ERROR', 'day: yyyy-MM-dd')
  const { answer } = await api[kind]({ bill_date: day, tar_type: 'GZIP' })
  if (answer.kind === 'rejected' && answer.code === 'NO_STATEMENT_EXIST') return ok(null)
  if (answer.kind !== 'ok') return answer
  const named = bill.safeParse(answer.body)
  if (!named.success) return unknown('malformed', 'the answer names no bill')
  const file = (await api.downloadBill(named.data.download_url)).answer
  if (file.kind !== 'ok') return file
  const body = file.body as Readable
  try {
    await readBillFile(body, named.data.hash_value, (text) => reader.line(text))
    return ok(reader.finish())
  } catch (error) {
    if (error instanceof BillProblem) return unknown('malformed', `${kind}: ${error.message}`)
    return isPacking(error) ? unknown('malformed', `${kind}: broken GZIP`) : networkFailure(error)
  } finally {
    // Who stops reading in the middle gives the connection up.
    body.destroy()
  }
}

const isPacking = (error: unknown): boolean =>
  String((error as { code?: unknown } | null)?.code ?? '').startsWith('Z_')

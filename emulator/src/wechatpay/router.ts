import type { WechatPayContext } from './context'
import { billFile, fundFlowBill, tradeBill } from './endpoints/bill'
import { certificates } from './endpoints/certificates'
import { close } from './endpoints/close'
import { prepay } from './endpoints/prepay'
import { query } from './endpoints/query'
import { queryRefund } from './endpoints/query-refund'
import { refund } from './endpoints/refund'
import { paramError } from './errors'

export interface RoutedRequest {
  /** From the path, decoded. */
  id: string
  search: URLSearchParams
  body: string
}

/** A file is answered as it is, without a signature. */
type Route = (context: WechatPayContext, request: RoutedRequest) => Record<string, unknown> | Buffer | void

const ROUTES: readonly (readonly [name: string, method: string, path: RegExp, route: Route])[] = [
  ['prepay', 'POST', /^\/v3\/pay\/transactions\/jsapi$/, (c, r) => prepay(c, json(r))],
  [
    'query',
    'GET',
    /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)$/,
    (c, r) => query(c, 'out_trade_no', r.id, r.search.get('mchid')),
  ],
  [
    'query',
    'GET',
    /^\/v3\/pay\/transactions\/id\/([^/]+)$/,
    (c, r) => query(c, 'transaction_id', r.id, r.search.get('mchid')),
  ],
  [
    'close',
    'POST',
    /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)\/close$/,
    (c, r) => close(c, r.id, json(r)),
  ],
  ['refund', 'POST', /^\/v3\/refund\/domestic\/refunds$/, (c, r) => refund(c, json(r))],
  ['queryRefund', 'GET', /^\/v3\/refund\/domestic\/refunds\/([^/]+)$/, (c, r) => queryRefund(c, r.id)],
  ['certificates', 'GET', /^\/v3\/certificates$/, (c) => certificates(c)],
  ['tradeBill', 'GET', /^\/v3\/bill\/tradebill$/, (c, r) => tradeBill(c, r.search)],
  ['fundFlowBill', 'GET', /^\/v3\/bill\/fundflowbill$/, (c, r) => fundFlowBill(c, r.search)],
  ['downloadBill', 'GET', /^\/v3\/billdownload\/file$/, (c, r) => billFile(c, r.search)],
]

/** The endpoint of a request, or nothing. `name` is what a fault plan calls it. */
export function findRoute(
  method: string,
  pathname: string,
): { name: string; route: Route; id: string } | undefined {
  for (const [name, wanted, path, route] of ROUTES) {
    const match = wanted === method ? path.exec(pathname) : null
    if (match) return { name, route, id: decode(match[1] ?? '') }
  }
  return undefined
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function json({ body }: RoutedRequest): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    throw paramError('请求体不是合法的 JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw paramError('请求体须为 JSON 对象')
  return value as Record<string, unknown>
}

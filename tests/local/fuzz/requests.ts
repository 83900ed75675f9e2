import fc from 'fast-check'
import { brokenJson, Text } from './broken-json'

/** A request before it is written on the wire. */
export interface Request {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const JSON_TYPE = { 'content-type': 'application/json' }
const PHONE = '/phone/buyer/api'

const post = (path: fc.Arbitrary<string>, body: fc.Arbitrary<string>, headers = {}): fc.Arbitrary<Request> =>
  fc.record({
    method: fc.constant('POST'),
    path,
    headers: fc.constant({ ...JSON_TYPE, ...headers }),
    body,
  })

const oneOf = (path: string, rights: readonly unknown[], headers = {}): fc.Arbitrary<Request> =>
  post(fc.constant(path), fc.oneof(...rights.map(brokenJson)), headers)

/** Envelopes of the SDK. They write into `tokens` only, so that the shop stays what it is. */
const query = new Text({ _id: 'x', n: { $gte: 1 }, $or: [{ a: 1 }, { b: { $in: [1, 2] } }] })
const stage = (stageKey: string, value: unknown): object => ({ stageKey, stageValue: new Text(value) })
const DATABASE: readonly object[] = [
  { action: 'database.getDocument', collectionName: 'orders', query, order: new Text({ n: -1 }), limit: 5 },
  { action: 'database.getDocument', collectionName: 'orders', projection: new Text({ a: 1 }), offset: 3 },
  { action: 'database.calculateDocument', collectionName: 'orders', query },
  { action: 'database.insertDocument', collectionName: 'tokens', data: [new Text({ n: 1, a: { b: [1] } })] },
  {
    action: 'database.modifyDocument',
    collectionName: 'tokens',
    query,
    data: new Text({ $set: { 'a.b': 1 }, $inc: { n: 1 }, $push: { list: { $each: [1], $slice: -3 } } }),
    multi: true,
    merge: true,
    upsert: false,
  },
  {
    action: 'database.modifyDocument',
    collectionName: 'tokens',
    query: new Text({ _id: 'x' }),
    data: new Text({ n: 1 }),
    multi: false,
    merge: false,
    upsert: true,
  },
  {
    action: 'database.modifyAndReturnDoc',
    collectionName: 'tokens',
    query,
    data: new Text({ $set: { n: 1 } }),
  },
  { action: 'database.removeDocument', collectionName: 'tokens', query, multi: true },
  {
    action: 'database.aggregateDocuments',
    collectionName: 'orders',
    stages: [
      stage('$match', { state: 'completed' }),
      stage('$group', { _id: '$buyerId', total: { $sum: '$amounts.payFen' } }),
      stage('$lookup', { from: 'members', localField: '_id', foreignField: '_id', as: 'who' }),
      stage('$project', { total: { $multiply: ['$total', 2] } }),
      stage('$limit', 3),
    ],
  },
  { action: 'database.startTransaction' },
  { action: 'database.commitTransaction', transactionId: 'x' },
  { action: 'database.abortTransaction', transactionId: 'x' },
  { action: 'database.getDocument', collectionName: 'orders', transactionId: 'x', query },
]

const FILE = 'cloud://banyan-local.local-bucket/a.png'
const OTHER_ACTIONS: readonly object[] = [
  { action: 'storage.getUploadMetadata', path: 'a/b.png' },
  { action: 'storage.batchGetDownloadUrl', file_list: [{ fileid: FILE, max_age: 60 }] },
  { action: 'storage.batchDeleteFile', fileid_list: [FILE] },
  { action: 'storage.batchCopyFile', file_list: [{ src_path: 'a.png', dst_path: 'b.png', overwrite: true }] },
  {
    action: 'functions.invokeFunction',
    function_name: 'storefront',
    request_data: '{"path":"catalog.home"}',
  },
]

const PREPAY = {
  appid: 'wx',
  mchid: '1',
  out_trade_no: 'x',
  description: 'x',
  notify_url: 'https://x',
  amount: { total: 1, currency: 'CNY' },
  payer: { openid: 'o' },
}
const AUTHORIZATION =
  'WECHATPAY2-SHA256-RSA2048 mchid="1",nonce_str="x",timestamp="1",serial_no="x",signature="AAAA"'
const wechatpay = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'DELETE'),
    path: fc.constantFrom(
      '/wechatpay/v3/pay/transactions/jsapi',
      '/wechatpay/v3/pay/transactions/out-trade-no/x?mchid=1',
      '/wechatpay/v3/pay/transactions/out-trade-no/%ff/close',
      '/wechatpay/v3/refund/domestic/refunds',
      '/wechatpay/v3/refund/domestic/refunds/__proto__',
      '/wechatpay/v3/certificates',
      '/wechatpay/v3/bill/tradebill?bill_date=9999-99-99',
      '/wechatpay/constructor',
      '/wechatpay',
    ),
    authorization: fc.constantFrom(
      undefined,
      '',
      AUTHORIZATION,
      AUTHORIZATION.replace('mchid', '__proto__'),
      '"',
    ),
    body: brokenJson(PREPAY),
  })
  .map(({ method, path, authorization, body }) => ({
    method,
    path,
    headers: { ...JSON_TYPE, ...(authorization !== undefined && { authorization }) },
    body: method === 'POST' ? body : '',
  }))

const wechat = post(
  fc.constantFrom(
    '/wechat/wxa/getwxacodeunlimit?access_token=x',
    '/wechat/cgi-bin/message/subscribe/send?access_token=%',
    '/wechat/wxa/sec/order/upload_shipping_info',
    '/wechat/wxa/sec/order/get_order?access_token=x&access_token=y',
    '/wechat/cgi-bin/stable_token',
    '/wechat/__proto__',
  ),
  brokenJson({ grant_type: 'client_credential', appid: 'wx', secret: 'x', scene: 'a=1', order_key: {} }),
)

const PARAMS = { timeStamp: '1', nonceStr: 'x', package: 'prepay_id=x', signType: 'RSA', paySign: 'x' }
const local = fc.oneof(
  oneOf('/local/chat', [
    { from: 'buyer', text: 'x' },
    { from: 'buyer', card: { title: 'x', path: 'x' } },
  ]),
  oneOf('/local/cashier', [{ params: PARAMS }]),
  oneOf('/local/cashier/pay', [{ who: 'buyer', params: PARAMS, choice: 'lose' }]),
  oneOf('/local/cashier/cancel', [{ params: PARAMS }]),
  oneOf('/local/resend', [{ orderId: 'x' }]),
  oneOf('/local/open', [{ who: 'buyer', path: 'x' }]),
  oneOf('/local/clock/advance', [{ ms: -1 }, { ms: 'x' }]),
  oneOf('/local/faults', [
    { faults: [{ at: 'nowhere', k: 1, fault: 'none' }], random: { seed: 1, rate: 2 } },
  ]),
  oneOf('/local/none', [{}]),
)

const calls = post(
  fc.constantFrom(`${PHONE}/storefront`, `${PHONE}/merchant`, `${PHONE}/distributor`, `${PHONE}/scheduler`),
  fc.oneof(
    brokenJson({ path: 'catalog.list', input: { categoryId: 'x', keyword: 'x', sort: 'sales' } }),
    brokenJson({ path: 'order.list', input: { tab: 'all' } }),
    brokenJson({ path: '__proto__', input: {} }),
  ),
)

const NOTIFICATION = {
  id: 'x',
  event_type: 'TRANSACTION.SUCCESS',
  resource: { algorithm: 'AEAD_AES_256_GCM', ciphertext: 'AAAA', nonce: 'x', associated_data: 'x' },
}
const notifications = oneOf('/functions/paynotify', [NOTIFICATION], {
  'wechatpay-timestamp': '1',
  'wechatpay-nonce': 'x',
  'wechatpay-serial': '__proto__',
  'wechatpay-signature': '!',
})

const PATHS = [
  '/',
  '//',
  '///x',
  '/%',
  '/%00',
  '/..%2f..%2fpackage.json',
  '/pictures/%c0%ae%c0%ae/x',
  '/stage/%ff',
  '/phone/%2e%2e/',
  '/phone/buyer/%',
  '/phone//api/storefront',
  '/storage/files/%',
  '/storage/files/a.png?t=NaN&sign=x',
  '/storage/files/a.png?t=9e99',
  '/storage//x',
  '/storage',
  '/local/state',
  '/local/__proto__',
  '/local/messages',
  '/functions/',
  '/functions/paynotify/%zz?a=%zz',
  '/admin',
  '/i/none/wechatpay/v3/certificates',
  'http://[',
  'http://127.0.0.1/',
  '*',
  `/${'x'.repeat(4_000)}`,
]
const paths = fc.record({
  method: fc.constantFrom('GET', 'GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'POST'),
  path: fc.constantFrom(...PATHS),
  headers: fc.constantFrom<Record<string, string>>(
    {},
    JSON_TYPE,
    { range: 'bytes=5-1,x' },
    { authorization: '长'.repeat(3).replace(/./g, '%') },
    { 'if-none-match': '"', 'accept-encoding': 'x;q=y' },
  ),
  body: fc.constantFrom('', 'x', '{}'),
})

/** Requests to all doors of the local cloud, nearly all of them wrong in what they say. */
export const requests: fc.Arbitrary<Request> = fc.oneof(
  { arbitrary: oneOf('/admin', DATABASE), weight: 8 },
  { arbitrary: oneOf('/admin', OTHER_ACTIONS), weight: 2 },
  { arbitrary: wechatpay, weight: 2 },
  { arbitrary: wechat, weight: 2 },
  { arbitrary: local, weight: 3 },
  { arbitrary: calls, weight: 1 },
  { arbitrary: notifications, weight: 1 },
  { arbitrary: paths, weight: 3 },
)

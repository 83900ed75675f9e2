import fs from 'node:fs'
import path from 'node:path'
import * as fc from 'fast-check'
import { sign } from './cloudbase-signature'

/**
 * The SDK's own signature is the measure: the same bytes, or the cloud refuses everything. By its place: by its name it
 * is ours in these tests, as it is in the bundles, and other versions of it may be installed.
 */
const { sign: original } = jest.requireActual<{ sign: typeof sign }>(
  foundFrom(path.dirname(require.resolve('@cloudbase/node-sdk')), 'node_modules/@cloudbase/signature-nodejs'),
)

/** As node looks for a package: in the folder of who asks, and upwards. */
function foundFrom(folder: string, wanted: string): string {
  const here = path.join(folder, wanted)
  return fs.existsSync(here) ? here : foundFrom(path.dirname(folder), wanted)
}

const options = (part: object = {}) => ({
  secretId: 'AKIDexample',
  secretKey: 'secret',
  method: 'post',
  url: 'http://env-1.ap-shanghai.tcb-api.tencentcloudapi.com/web?env=env-1&seqId=abc-1&eventId=&seqId=x',
  headers: {
    'User-Agent': 'tcb-node-sdk/3.0.0',
    'X-TCB-Source': ',unknown',
    'X-Client-Timestamp': 1_764_000_000_000,
    Host: 'env-1.ap-shanghai.tcb-api.tencentcloudapi.com',
    'content-type': 'application/json',
  },
  params: { action: 'database.getDocument', collectionName: 'orders', limit: 1, query: '{"_id":"1"}' },
  timestamp: 1_764_000_000,
  withSignedParams: true,
  ...part,
})

const word = fc.string({ unit: 'grapheme', maxLength: 12 })
/** Names of parameters are the SDK's own; none is one that every object has. */
const name = word.filter((text) => !(text in Object.prototype))
const value = fc.oneof(
  word,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.constant(''),
  fc.array(word, { maxLength: 3 }),
  fc.dictionary(name, fc.oneof(word, fc.integer()), { maxKeys: 3 }),
)

test('[CLOUD-1] is, byte for byte, what the library signs', () => {
  fc.assert(
    fc.property(
      fc.record({
        params: fc.dictionary(name, value, { maxKeys: 12 }),
        more: fc.dictionary(fc.stringMatching(/^X-[A-Za-z-]{1,12}$/), fc.oneof(word, fc.integer()), {
          maxKeys: 6,
        }),
        method: fc.constantFrom('post', 'POST', 'get', 'GET', 'put'),
        query: fc.oneof(fc.constant(''), fc.stringMatching(/^\?[\w=&.~%#'" -]{0,20}$/)),
        timestamp: fc.integer({ min: 1_600_000_000, max: 2_000_000_000 }),
        secretKey: fc.constantFrom('one', 'another'),
        withSignedParams: fc.boolean(),
      }),
      ({ more, query, ...part }) => {
        const asked = options({
          ...part,
          url: `https://env.example.com/web/path${query}`,
          headers: { ...more, host: 'env.example.com', 'Content-Type': 'application/json; charset=utf-8' },
        })
        expect(sign(asked)).toEqual(original(asked))
      },
    ),
    { numRuns: 400 },
  )
  expect(sign(options())).toEqual(original(options()))
})

test('[CLOUD-1] refuses what the library refuses, and what is never sent', () => {
  const { headers } = options()
  for (const wrong of [{ headers: { ...headers, Host: 'elsewhere' } }, { headers: { Host: headers.Host } }]) {
    expect(() => original(options(wrong))).toThrow()
    expect(() => sign(options(wrong))).toThrow(TypeError)
  }
  expect(() => sign(options({ isCloudApi: true }))).toThrow('not signed here')
  const multipart = { ...headers, 'content-type': 'multipart/form-data; boundary=x' }
  expect(() => sign(options({ headers: multipart }))).toThrow('not signed here')
})

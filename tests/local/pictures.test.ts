import type { Envelope } from '@shared/contract'
import { PICTURE_BYTES_MOST } from '@shared/contract/picture/limits'
import { startLocalCloud, type LocalCloud } from '../../local'
import { keptFunctions } from '../support/functions'
import { NOON } from '../support/noon'
import { exifOf, JPEG, jpegWith, PLACE, pngOf, segmentOf } from '../support/pictures'
import { PATIENCE_MS } from '../support/until'

/** Pictures on their whole way: from a phone through the built function into the storage, and back into a browser. */

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startLocalCloud({
    callTimeoutMs: PATIENCE_MS,
    clockStandsAt: NOON,
    functionsDir: keptFunctions(),
    demo: true,
    timers: false,
  })
}, 120_000)
afterAll(() => cloud?.close())

const upload = (bytes: Buffer): Promise<Envelope<{ picture: string }>> =>
  cloud.call('merchant', 'merchant/picture.upload', { content: bytes.toString('base64') })
const pictureOf = async (bytes: Buffer): Promise<string> => {
  const answer = await upload(bytes)
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.data.picture
}
/** Where a browser finds it (`platform/picture`). */
const addressOf = (picture: string) => `${cloud.url}/phone/buyer/${picture.replace('cloud://', 'file/')}`

test('[PICTURE-8] what is uploaded is shown to everybody, without the place where it was taken', async () => {
  const picture = await pictureOf(jpegWith(segmentOf(0xe1, exifOf(1))))
  const answer = await fetch(addressOf(picture))
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  const shown = Buffer.from(await answer.arrayBuffer())
  expect(shown.equals(JPEG)).toBe(true)
  expect(shown.includes(PLACE)).toBe(false)
  expect(await pictureOf(JPEG)).toBe(picture)
})

test('[PICTURE-8] nothing else is found there, and nothing is put there', async () => {
  const picture = await pictureOf(JPEG)
  for (const other of [
    picture.replace(/[0-9a-f]{4}\./, '0000.'),
    picture.replace('pictures/', 'pictures/..%2f..%2f'),
    picture.replace('cloud://', 'cloud://other.'),
    'cloud://',
  ]) {
    expect({ other, status: (await fetch(addressOf(other))).status }).toEqual({ other, status: 404 })
  }
  for (const method of ['PUT', 'POST', 'DELETE']) {
    expect((await fetch(addressOf(picture), { method })).status).toBe(405)
  }
})

test('[PICTURE-8] the largest that may be comes through, and one byte more does not', async () => {
  const around = pngOf(200, 200, { IDAT: Buffer.alloc(0) }).length
  const largest = pngOf(200, 200, { IDAT: Buffer.alloc(PICTURE_BYTES_MOST - around, 7) })
  expect(largest).toHaveLength(PICTURE_BYTES_MOST)
  const answer = await fetch(addressOf(await pictureOf(largest)))
  expect((await answer.arrayBuffer()).byteLength).toBe(PICTURE_BYTES_MOST)
  // Base64 counts in threes.
  const more = await upload(Buffer.concat([largest, Buffer.alloc(3)]))
  expect(more).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } })
  for (const [bytes, code] of [
    [Buffer.from('<html><script>alert(1)</script></html>'), 'PICTURE_WRONG'],
    [pngOf(5_000, 5_000), 'PICTURE_SIZE'],
  ] as const) {
    expect(await upload(bytes)).toMatchObject({ ok: false, error: { code } })
  }
  // Other calls keep their bound.
  const long = { productId: 'p'.repeat(300 * 1024) } as never
  expect(await cloud.call('merchant', 'merchant/catalog.get', long)).toMatchObject({
    ok: false,
    error: { code: 'BAD_INPUT' },
  })
})

describe('WeChat’s check', () => {
  // In its points: what only describes a picture does not get that far.
  const planted = (what: string) => pngOf(140, 140, { IDAT: Buffer.from(`wechat-check:${what}`) })
  const states = async (picture: string) =>
    (await cloud.db.get('pictureChecks', picture.slice(picture.lastIndexOf('/') + 1)))?.state
  const timer = () => cloud.runner!.invoke('scheduler', { Type: 'Timer', TriggerName: 'everyMinute' })

  test('[PICCHECK-6] a picture goes to WeChat, and its answer comes back, through the built functions', async () => {
    const [fine, risky] = [await pictureOf(pngOf(141, 141)), await pictureOf(planted('risky:20002'))]
    await cloud.advance(5 * 60_000)
    await timer()
    expect([await states(fine), await states(risky)]).toEqual(['waiting', 'waiting'])
    await cloud.advance(5_000)
    expect([await states(fine), await states(risky)]).toEqual(['passed', 'doubtful'])
    const answer = await cloud.call('merchant', 'merchant/operations.parked', {})
    if (!answer.ok) throw new Error(answer.error.code)
    const { items } = answer.data as { items: { kind: string; picture?: string }[] }
    expect(items.filter(({ kind }) => kind === 'pictureChecks')).toMatchObject([{ picture: risky }])
  })

  test('[PICCHECK-7] no client answers for WeChat, whoever they are and whatever they know', async () => {
    const picture = await pictureOf(planted('never'))
    await cloud.advance(5 * 60_000)
    await timer()
    const name = picture.slice(picture.lastIndexOf('/') + 1)
    const trace = (await cloud.db.get('pictureChecks', name))?.traces[0]
    const event = {
      MsgType: 'event',
      Event: 'wxa_media_check',
      appid: cloud.wechatpay.merchant.appid,
      trace_id: trace,
      errcode: 0,
      result: { suggest: 'pass', label: 100 },
    }
    for (const client of [
      { openid: 'oOwner' },
      { openid: 'oOwner', appid: 'wx00000000000000ff' },
      { uuid: 'web-1', loginType: 'ANONYMOUS' },
    ]) {
      const invoked = await cloud.runner!.invoke('wechatpush', event, client)
      expect(invoked).toMatchObject({ ok: true, text: '""' })
    }
    expect(await states(picture)).toBe('waiting')
    // The instance remembers the clients; WeChat is WeChat.
    expect(await cloud.runner!.push('wechatpush', event, 'oOwner')).toMatchObject({ text: '"success"' })
    expect(await states(picture)).toBe('passed')
  })
})

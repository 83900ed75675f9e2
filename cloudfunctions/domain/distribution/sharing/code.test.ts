import { contract } from '@shared/contract'
import { productDoc } from '../../../../tests/support/documents'
import { startDistributionMall, type DistributionMall } from '../../../../tests/support/distribution'
import { distributor as handlers } from '../../../../tests/support/handlers'
import { openDoor } from '../../../platform/door'
import type { Outcome } from '../../../platform/ports'
import { readers } from '../../../readers'

/** The mini-program codes of shares: WeChat's quota for them is the whole shop's. */

const PICTURE: Outcome<Uint8Array> = { kind: 'ok', value: new Uint8Array([1, 2, 3]) }
let picture: Outcome<Uint8Array> = PICTURE
let envVersion = 'release'
let asked = 0
let mall: DistributionMall
beforeAll(async () => {
  mall = await startDistributionMall({
    wechat: {
      get envVersion() {
        return envVersion
      },
      miniProgramCode: () => {
        asked += 1
        return Promise.resolve(picture)
      },
    } as never,
  })
})
afterAll(() => mall.close())
beforeEach(async () => {
  await mall.fresh()
  asked = 0
  await mall.distributor('ann', [])
  await mall.db.insert('products', productDoc('tea'))
})

const door = { name: 'distributor', calls: contract.distributor, handlers, readers } as const
const ask = (path: 'sharing.create' | 'sharing.code', input: object) =>
  openDoor(door, mall.ctx, { kind: 'member', openid: 'ann' }, { path, input })
async function call(path: 'sharing.create' | 'sharing.code', input: object): Promise<unknown> {
  const envelope = await ask(path, input)
  if (!envelope.ok) throw new Error(envelope.error.code)
  return envelope.data
}
const share = async () => ((await call('sharing.create', { productId: 'tea' })) as { code: string }).code

test('[SHARE-3] WeChat makes a code once, and again for another version of the mini-program', async () => {
  const code = await share()
  for (let i = 0; i < 5; i++) expect(await call('sharing.code', { code })).toEqual({ pngBase64: 'AQID' })
  expect(asked).toBe(1)
  const kept = await mall.tripsOf(() => call('sharing.code', { code }))
  // The door's, and one.
  expect(kept.trips).toHaveLength(2)
  envVersion = 'trial'
  await call('sharing.code', { code })
  await call('sharing.code', { code })
  envVersion = 'release'
  expect(asked).toBe(2)
})

test('[SHARE-3] of thirty calls at once three reach WeChat, and the others hear when to try again', async () => {
  const code = await share()
  picture = { kind: 'unknown', cause: 'no answer' }
  const refusals = await Promise.all(Array.from({ length: 30 }, () => ask('sharing.code', { code })))
  picture = PICTURE
  expect(asked).toBe(3)
  const errors = refusals.flatMap((envelope) => (envelope.ok ? [] : [envelope.error]))
  const count = (wanted: string) => errors.filter(({ code: c }) => c === wanted).length
  expect([...new Set(errors.map(({ code: c }) => c))].map((c) => [c, count(c)])).toEqual([
    ['CODE_UNAVAILABLE', 3],
    ['TOO_OFTEN', 27],
  ])
  const tired = errors.filter(({ code: c }) => c === 'TOO_OFTEN')
  expect(tired).toHaveLength(27)
  for (const { message, details } of tired) {
    expect(details).toEqual({ retryAfter: 60 })
    expect(message).toBe('操作太频繁了，请 1 分钟后再试')
  }
  mall.clock.advance(60_000)
  expect(await call('sharing.code', { code })).toEqual({ pngBase64: 'AQID' })
})

import { randomBytes } from '../../../emulator/src/random'
import { LOCAL_PERSONAL_KEY } from '../../../local/personal'
import { Crash, startTestMall, type TestMall } from '../../../tests/support/context'
import { distributorDoc } from '../../../tests/support/documents'
import { keptAddress, keptReceiver } from '../../../tests/support/personal'
import { collections } from '../../collected/collections'
import { newMember } from '../../domain/people/member'
import type { RawDatabase } from '../database'
import { createPersonal, readPersonalKey, sealedWith, type PersonalKey } from '.'
import { resealAll, sealedIn } from './reseal'

let mall: TestMall
beforeAll(async () => void (mall = await startTestMall()))
beforeEach(() => mall.reset())
afterAll(() => mall.close())

const before = readPersonalKey(LOCAL_PERSONAL_KEY)
const now = readPersonalKey(randomBytes(32).toString('base64'))
const NAMES = Object.entries(collections).flatMap(([name, spec]) => ('personal' in spec ? [name] : []))
const both = createPersonal({ current: now, old: [before] })
const run = (db: RawDatabase = mall.raw) => resealAll({ db, personal: both, keyId: now.id }, NAMES)

const place = { province: '浙江省', city: '杭州市', district: '西湖区' }
const receiver = { name: '林知夏', mobile: '13812346207', detail: '文三路 199 号' }
const address = { ...place, ...receiver, label: '', createdAt: 0 }

/** Members with two addresses, orders and distributors, all under the key of before. */
async function fill(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const openid = `o${String(i).padStart(3, '0')}`
    const addresses = Object.fromEntries(
      ['home', 'work'].map((addressId) => [addressId, keptAddress(openid, { ...address, addressId })]),
    )
    await mall.db.insert('members', { ...newMember(openid, 0), addresses, addressCount: 2 })
    await mall.db.insert('distributors', distributorDoc(openid, []))
    const order = { _id: openid, slot: openid, address: keptReceiver(openid, { ...place, ...receiver }) }
    await mall.raw.insert('orders', order)
  }
}

/** How many sealed texts open with this key alone, and how many there are. */
async function opening(key: PersonalKey): Promise<[opening: number, all: number]> {
  const personal = createPersonal({ current: key, old: [] })
  let [opened, all] = [0, 0]
  for (const name of NAMES) {
    for (const document of await mall.raw.find(name, { where: {}, limit: 1_000 })) {
      for (const [at, sealed] of sealedIn(document)) {
        all += 1
        if (personal.open({ in: name, of: document._id, at }, sealed) !== undefined) opened += 1
      }
    }
  }
  return [opened, all]
}

test('[SEAL-7] after it everything opens with the key of now alone, and twice is once', async () => {
  await fill(5)
  expect(await opening(before)).toEqual([20, 20])
  expect(await run()).toEqual({ texts: 20, unreadable: 0 })
  expect([await opening(before), await opening(now)]).toEqual([
    [0, 20],
    [20, 20],
  ])
  expect(await run()).toEqual({ texts: 0, unreadable: 0 })
})

test('[SEAL-7] one that dies at any update is taken up by the next, and several at once are as one', async () => {
  await fill(3)
  for (let left = 1; left < 12; left += 3) {
    let changes = 0
    const dying: RawDatabase = {
      ...mall.raw,
      change: async (...args) => {
        if (++changes > left) throw new Crash('update')
        return mall.raw.change(...args)
      },
    }
    await run(dying).catch((error: unknown) => expect(error).toBeInstanceOf(Crash))
  }
  await Promise.all([run(), run(), run()])
  expect(await opening(now)).toEqual([12, 12])
})

test('[SEAL-7] what somebody writes meanwhile stays, and what no key opens is counted and left alone', async () => {
  await fill(1)
  const strange = createPersonal({ current: readPersonalKey(randomBytes(32).toString('base64')), old: [] })
  const lost = strange.seal({ in: 'orders', of: 'lost', at: 'address.receiver' }, receiver)
  await mall.raw.insert('orders', { _id: 'lost', slot: 'lost', address: { ...place, receiver: lost } })
  const moved = both.seal({ in: 'orders', of: 'o000', at: 'address.receiver' }, { ...receiver, name: '新' })
  const meddling: RawDatabase = {
    ...mall.raw,
    async change(name, where, change) {
      if (name === 'orders') await mall.raw.change(name, { _id: 'o000' }, { 'address.receiver': moved })
      return mall.raw.change(name, where, change)
    },
  }
  expect(await run(meddling)).toEqual({ texts: 3, unreadable: 1 })
  const orders = await mall.raw.find('orders', { where: {}, limit: 10 })
  const texts = orders.flatMap((one) => sealedIn(one)).map(([, text]) => text)
  expect(texts.sort()).toEqual([lost, moved].sort())
  expect(sealedWith(moved)).toBe(now.id)
})

test('[SEAL-7] what functions of before put behind it meanwhile is found by another look', async () => {
  await fill(2)
  let late = 0
  const meddling: RawDatabase = {
    ...mall.raw,
    async change(name, where, change) {
      const changed = await mall.raw.change(name, where, change)
      // Into the collection that was walked first, before all that stands there.
      if (name === NAMES.at(-1) && late < 2) {
        const openid = `a${late++}`
        const addresses = { home: keptAddress(openid, { ...address, addressId: 'home' }) }
        await mall.db.insert('members', { ...newMember(openid, 0), addresses, addressCount: 1 })
      }
      return changed
    },
  }
  expect(await run(meddling)).toEqual({ texts: 10, unreadable: 0 })
  expect(await opening(now)).toEqual([10, 10])
})

test('[SEAL-7] one that always finds more says so instead of going on', async () => {
  let count = 0
  const seal = async () => {
    const openid = `a${count++}`
    const addresses = { home: keptAddress(openid, { ...address, addressId: 'home' }) }
    await mall.db.insert('members', { ...newMember(openid, 0), addresses, addressCount: 1 })
  }
  await seal()
  const meddling: RawDatabase = {
    ...mall.raw,
    async change(...args) {
      await seal()
      return mall.raw.change(...args)
    },
  }
  await expect(run(meddling)).rejects.toThrow('still sealed with a key of before')
})

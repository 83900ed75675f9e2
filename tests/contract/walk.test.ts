import { createHash } from 'node:crypto'
import { contract, type CallName, type Envelope } from '@shared/contract'
import type { Call } from '@shared/contract/define'
import { COMMON_ERRORS } from '@shared/contract/errors'
import { collections } from '../../cloudfunctions/collected/collections'
import type { CollectionName } from '../../cloudfunctions/platform/collections'
import { startLocalCloud, type LocalCloud } from '../../local'
import { NOON } from '../support/noon'
import { PATIENCE_MS } from '../support/until'
import { hostileInputs } from './hostile'
import { ROWS, type World } from './row'
import { makeWorld, must } from './world'
import { keptFunctions } from '../support/functions'

/**
 * Walks every call of the contract with every role and with hostile input, over the local cloud, through the
 * built functions.
 */

type Phone = 'buyer' | 'distributor' | 'merchant' | 'stranger'
const PHONES: readonly Phone[] = ['buyer', 'distributor', 'merchant', 'stranger']

const names = Object.entries(contract).flatMap(([fn, calls]) =>
  Object.keys(calls).map((name) => `${fn}/${name}` as CallName),
)
const callOf = (name: CallName): Call => {
  const [fn, ...rest] = name.split('/') as [keyof typeof contract, string]
  return (contract[fn] as Record<string, Call>)[rest.join('/')] as Call
}

let cloud: LocalCloud
let world: World
let folder = ''

/** Any input at all, as a hostile client would send it. */
const send = (who: string, name: CallName, input: unknown): Promise<Envelope> =>
  cloud.call(who, name, input as never)

/** What changes the database; everything else only reads. */
const WRITES = /insert|modify|remove|commitTransaction/
let writes: string[] = []

/** A digest of every document: what a refused call must leave as it was. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
  for (const collection of Object.keys(collections) as CollectionName[]) {
    for (let skip = 0; ; skip += 1000) {
      const documents = await cloud.db.find(collection, {
        where: {},
        orderBy: [['_id', 'asc']],
        limit: 1000,
        skip,
      })
      hash.update(JSON.stringify(documents))
      if (documents.length < 1000) break
    }
  }
  return hash.digest('hex')
}

beforeAll(async () => {
  folder = keptFunctions()
  cloud = await startLocalCloud({
    callTimeoutMs: PATIENCE_MS,
    ackTimeoutMs: PATIENCE_MS,
    clockStandsAt: NOON,
    functionsDir: folder,
    demo: true,
    instances: 4,
    timers: false,
    onOperation: ({ action, collection }) => {
      if (WRITES.test(action)) writes.push(`${action} ${collection}`)
    },
  })
  world = await makeWorld(cloud)
}, 120_000)

afterAll(() => cloud?.close())

it('has a row for every call and no other', () => {
  expect(Object.keys(ROWS).sort()).toEqual([...names].sort())
})

describe('hostile input answers BAD_INPUT and changes nothing', () => {
  it.each(names)('[SAFE-1] %s', async (name) => {
    const row = ROWS[name]
    writes = []
    const who = row.by ?? 'buyer'
    const variants = hostileInputs(row.input(world), row.required ?? [], callOf(name).inputBytes)
    for (const { name: variant, input } of variants) {
      const answer = await send(who, name, input)
      expect({ variant, answer }).toMatchObject({
        variant,
        answer: { ok: false, error: { code: 'BAD_INPUT' } },
      })
    }
    expect(writes).toEqual([])
  })

  it('[SAFE-1] a call that does not exist, by any spelling', async () => {
    for (const path of [
      'order.destroy',
      '__proto__',
      'constructor',
      'toString',
      '',
      'storefront/order.get',
    ]) {
      expect(await send('buyer', `storefront/${path}` as CallName, {})).toMatchObject({
        ok: false,
        error: { code: 'UNKNOWN_CALL' },
      })
    }
  })

  it.each([null, 7, [], { toString: 1, valueOf: 1 }])(
    '[SAFE-1] a call by %j instead of a name',
    async (path) => {
      const answer = await fetch(`${cloud.url}/phone/buyer/api/storefront`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ path, input: {} }),
      })
      expect(await answer.json()).toMatchObject({ ok: false, error: { code: 'UNKNOWN_CALL' } })
    },
  )
})

/** Who may make a call, by its permission. */
function mayCall(name: CallName, phone: Phone): boolean {
  const { permission } = callOf(name)
  if (permission === 'anyone' || permission === 'member') return true
  return permission === 'distributor' ? phone === 'distributor' : phone === 'merchant'
}

describe('who may not, may not, and changes nothing', () => {
  it.each(names)('[SAFE-2] %s', async (name) => {
    const refused = PHONES.filter((phone) => !mayCall(name, phone))
    writes = []
    for (const phone of refused) {
      expect(await send(phone, name, ROWS[name].input(world))).toMatchObject({
        ok: false,
        error: { code: callOf(name).permission === 'distributor' ? 'NOT_DISTRIBUTOR' : 'FORBIDDEN' },
      })
    }
    expect(writes).toEqual([])
  })
})

describe('what belongs to another does not exist', () => {
  it.each(names.filter((name) => ROWS[name].foreign))('[SAFE-3] %s', async (name) => {
    const other = ROWS[name].by === 'distributor' ? 'stranger-distributor' : 'stranger'
    if (other === 'stranger-distributor') await makeDistributor(other)
    await send(other, 'storefront/member.enter', {})
    const before = await fingerprint()
    expect(await send(other, name, ROWS[name].input(world))).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    })
    expect(await fingerprint()).toBe(before)
  })
})

async function makeDistributor(who: string) {
  await must(cloud.call(who, 'storefront/member.enter', {}))
  const status = await must(cloud.call(who, 'distributor/distributor.status', {}))
  if (status.state === 'active') return
  await must(
    cloud.call(who, 'distributor/distributor.apply', {
      nickname: '周周',
      realName: '周一',
      mobile: '13900001111',
      channel: '社群分享',
      agreementVersion: status.agreement.version,
    }),
  )
  const pending = await must(cloud.call('merchant', 'merchant/distributor.list', { state: 'pending' }))
  const mine = pending.items.find(({ nickname }) => nickname === '周周')
  await must(
    cloud.call('merchant', 'merchant/distributor.decide', {
      distributorId: mine?.distributorId ?? '',
      decision: 'approve',
    }),
  )
}

describe('the valid call succeeds for whom it is meant, and answers nothing but its schema', () => {
  // In any order of domains: what one takes away, none of another needs.
  it.each(names)('[SAFE-4] %s', async (name) => {
    const row = ROWS[name]
    const answer = await send(row.by ?? 'buyer', name, row.input(world))
    if (answer.ok) {
      expect(callOf(name).output.safeParse(answer.data).success).toBe(true)
      // No openid ever leaves the server.
      expect(JSON.stringify(answer.data)).not.toMatch(/o_demo_/)
    } else {
      const listed = [...callOf(name).errors, ...COMMON_ERRORS.filter((code) => code !== 'INTERNAL')]
      expect(listed).toContain(answer.error.code)
      expect(row.mayAnswer ?? []).toContain(answer.error.code)
    }
  })
})

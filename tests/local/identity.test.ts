import { contract, type Envelope, type FunctionName } from '@shared/contract'
import type { Call } from '@shared/contract/define'
import { openidOf, startLocalCloud, type LocalCloud } from '../../local'
import { keptFunctions } from '../support/functions'
import { NOON } from '../support/noon'
import { PATIENCE_MS } from '../support/until'

/** The built functions, one instance each: every call meets what the call before has left in the process. */
let cloud: LocalCloud

beforeAll(async () => {
  cloud = await startLocalCloud({
    functionsDir: keptFunctions(),
    demo: true,
    instances: 1,
    timers: false,
    callTimeoutMs: PATIENCE_MS,
    ackTimeoutMs: PATIENCE_MS,
    clockStandsAt: NOON,
  })
}, 240_000)
afterAll(() => cloud?.close())

const FUNCTIONS = Object.keys(contract) as FunctionName[]
const callsOf = (fn: FunctionName, anyone: boolean) =>
  Object.entries(contract[fn] as Record<string, Call>)
    .filter(([, { permission }]) => (permission === 'anyone') === anyone)
    .map(([path]) => path)

async function send(fn: FunctionName, path: string, caller?: { openid: string; appid?: string }) {
  const invoked = await cloud.runner!.invoke(fn, { path, input: {} }, caller)
  if (!invoked.ok) throw new Error(invoked.code)
  const envelope = JSON.parse(invoked.text) as Envelope
  return envelope.ok ? 'ok' : envelope.error.code
}

/** Who may call, and what they ask for first. */
const KNOWN: Record<FunctionName, [who: string, path: string]> = {
  storefront: ['buyer', 'order.counts'],
  distributor: ['distributor', 'sharing.products'],
  merchant: ['merchant', 'overview.get'],
}

describe.each(FUNCTIONS)('%s', (fn) => {
  const [who, path] = KNOWN[fn]
  const openid = openidOf(who)
  const refusals = async (caller?: { openid: string; appid: string }) => {
    const heard = new Map<string, string>()
    for (const each of callsOf(fn, false)) {
      // Somebody who is known leaves an identity in the instance each time.
      if (heard.size % 8 === 0) expect(await send(fn, path, { openid })).toBe('ok')
      heard.set(each, await send(fn, each, caller))
    }
    return heard
  }
  const everyCall = new Map(callsOf(fn, false).map((each) => [each, 'UNAUTHENTICATED']))

  test('[IDENTITY-1] nobody is taken for whoever called the instance before', async () => {
    expect(everyCall.size).toBeGreaterThan(0)
    expect(await refusals()).toEqual(everyCall)
  })

  test('[IDENTITY-1] a member of another mini-program is nobody here, also with a known openid', async () => {
    expect(await refusals({ openid, appid: 'wx00000000000000ff' })).toEqual(everyCall)
  })
})

test('what anyone may ask is answered without an identity', async () => {
  for (const fn of FUNCTIONS) {
    for (const path of callsOf(fn, true)) expect(await send(fn, path)).not.toBe('UNAUTHENTICATED')
  }
  expect(await send('storefront', 'catalog.home')).toBe('ok')
})

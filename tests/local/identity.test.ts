import { contract, type Envelope, type FunctionName } from '@shared/contract'
import type { Call } from '@shared/contract/define'
import type { ContextForm, LogLine } from '../../emulator/src/functions'
import { openidOf, startLocalCloud, type LocalCloud } from '../../local'
import { keptFunctions } from '../support/functions'
import { NOON } from '../support/noon'
import { PATIENCE_MS } from '../support/until'

/** The built functions, one instance each: every call meets what the call before has left in the process. */
let cloud: LocalCloud
let log: LogLine[] = []

const start = (contextForm: ContextForm) => async () => {
  log = []
  cloud = await startLocalCloud({
    functionsDir: keptFunctions(),
    demo: true,
    instances: 1,
    timers: false,
    callTimeoutMs: PATIENCE_MS,
    ackTimeoutMs: PATIENCE_MS,
    clockStandsAt: NOON,
    contextForm,
    onLog: (line) => void log.push(line),
  })
}

type Client = { openid: string; appid?: string } | { uuid: string; loginType: string }

const FUNCTIONS = Object.keys(contract) as FunctionName[]
const callsOf = (fn: FunctionName, anyone: boolean) =>
  Object.entries(contract[fn] as Record<string, Call>)
    .filter(([, { permission }]) => (permission === 'anyone') === anyone)
    .map(([path]) => path)

async function invoke(fn: string, event: object, caller?: Client): Promise<unknown> {
  const invoked = await cloud.runner!.invoke(fn, event, caller)
  if (!invoked.ok) throw new Error(invoked.code)
  return JSON.parse(invoked.text)
}

async function send(fn: FunctionName, path: string, caller?: Client) {
  const envelope = (await invoke(fn, { path, input: {} }, caller)) as Envelope
  return envelope.ok ? 'ok' : envelope.error.code
}

/** Who may call, and what they ask for first. */
const KNOWN: Record<FunctionName, [who: string, path: string]> = {
  storefront: ['buyer', 'order.counts'],
  distributor: ['distributor', 'sharing.products'],
  merchant: ['merchant', 'overview.get'],
}
const WEB: Client = { uuid: 'web-1', loginType: 'ANONYMOUS' }

describe.each(['environment', 'environ'] as const)('who calls is handed over as %s', (form) => {
  beforeAll(start(form), 240_000)
  afterAll(() => cloud?.close())

  describe.each(FUNCTIONS)('%s', (fn) => {
    const [who, path] = KNOWN[fn]
    const openid = openidOf(who)
    const refusals = async (caller?: Client) => {
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

    test('[IDENTITY-1] who comes through another gateway than WeChat’s is nobody', async () => {
      expect(await refusals(WEB)).toEqual(everyCall)
    })
  })

  test('what anyone may ask is answered without an identity', async () => {
    for (const fn of FUNCTIONS) {
      for (const path of callsOf(fn, true)) expect(await send(fn, path)).not.toBe('UNAUTHENTICATED')
    }
    expect(await send('storefront', 'catalog.home')).toBe('ok')
  })

  const openid = openidOf('merchant')
  const clients: [string, Client][] = [
    ['a member', { openid: openidOf('buyer') }],
    ['the owner', { openid }],
    ['a member of another mini-program', { openid, appid: 'wx00000000000000ff' }],
    ['a web page', WEB],
    ['a web page with a login', { uuid: 'web-2', loginType: 'EMAIL' }],
  ]

  test.each(clients)(
    '[IDENTITY-3] %s starts no run of the timer, which runs all the same',
    async (_, client) => {
      const runs = () => log.filter(({ text }) => text.includes('jobs.done')).length
      for (const event of [{ Type: 'Timer', TriggerName: 'everyMinute' }, {}, 7 as unknown as object]) {
        expect(await invoke('scheduler', event, client)).toEqual({ ok: false })
      }
      expect(runs()).toBe(0)
      // The instance remembers the client; the timer is the timer.
      expect(await invoke('scheduler', { Type: 'Timer', TriggerName: 'everyMinute' })).toEqual({ ok: true })
      expect(runs()).toBe(1)
      expect(log.filter(({ text }) => text.includes('security.called_by_client'))).toHaveLength(3)
      log = []
    },
  )

  test.each(clients)('[IDENTITY-3] %s is no notification, and those still arrive', async (_, client) => {
    const forged = { httpMethod: 'POST', path: '/', headers: {}, body: '{}' }
    expect(await invoke('paynotify', forged, client)).toEqual({ statusCode: 403, body: '' })
    const request = { method: 'POST', path: '/', search: new URLSearchParams(), headers: {} }
    const answer = await cloud.runner!.invokeHttp('paynotify', { ...request, body: Buffer.from('{}') })
    expect(answer.status).toBe(400)
  })
})

describe('a platform that hands over neither form', () => {
  beforeAll(start('neither'), 240_000)
  afterAll(() => cloud?.close())

  test.each(FUNCTIONS)('[IDENTITY-2] %s trusts nobody, and the log names what was there', async (fn) => {
    const [who, path] = KNOWN[fn]
    expect(await send(fn, path, { openid: openidOf(who) })).toBe('UNAUTHENTICATED')
    const line = log.find(
      ({ functionName, text }) => functionName === fn && text.includes('identity_unreadable'),
    )
    expect(line?.text).toContain('"has":["callbackWaitsForEmptyEventLoop","function_name"')
    // Names only: the id of the request stands in the line by itself.
    expect(line?.text).not.toContain(openidOf(who))
  })
})

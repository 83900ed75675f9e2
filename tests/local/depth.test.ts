import { startLocalCloud, type LocalCloud } from '../../local'
import { keptFunctions } from '../support/functions'
import { NOON } from '../support/noon'

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startLocalCloud({
    functionsDir: keptFunctions(),
    timers: false,
    instances: 1,
    clockStandsAt: NOON,
  })
}, 240_000)
afterAll(() => cloud?.close())

const LEVELS = 100_000
const nested = (open: string, close: string) => `${open.repeat(LEVELS)}1${close.repeat(LEVELS)}`

test.each([
  ['objects', nested('{"a":', '}')],
  ['lists', nested('[', ']')],
])(
  '[SAFE-1] %s nested 100,000 levels deep are bad input all the way from a phone, and the next call is answered',
  async (_, input) => {
    const send = async (body: string) => {
      const answer = await fetch(`${cloud.url}/phone/buyer/api/storefront`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      return (await answer.json()) as { ok: boolean; error?: { code: string } }
    }
    for (const path of ['cart.get', 'catalog.home', 'order.place']) {
      const text = `{"path":"${path}","input":{"deep":${input}}}`
      expect(await send(text)).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } })
      // The event itself, not only the input.
      expect(await send(input)).toMatchObject({ ok: false, error: { code: 'UNKNOWN_CALL' } })
    }
    expect(await send('{"path":"nothing.there"}')).toMatchObject({ error: { code: 'UNKNOWN_CALL' } })
  },
)

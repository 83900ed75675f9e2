import { contract } from '@shared/contract'
import * as z from 'zod'
import { startTestMall, type TestMall } from '../../tests/support/context'
import { storefront as handlers } from '../../tests/support/handlers'
import { settingsDoc } from '../../tests/support/documents'
import { readers } from '../readers'
import { openDoor } from './door'
import type { Caller } from './invocation'

let mall: TestMall
beforeAll(async () => {
  mall = await startTestMall()
})
afterAll(() => mall.close())
beforeEach(async () => {
  mall.reset()
  await mall.db.insert('settings', settingsDoc({}))
})

const BUYER: Caller = { kind: 'member', openid: 'oBuyer' }
async function call(
  caller: Caller,
  path: string,
  input: unknown = {},
  calls = contract.storefront,
): Promise<string> {
  const door = { name: 'storefront', calls, handlers, readers } as const
  const envelope = await openDoor(door, mall.ctx, caller, { path, input })
  return envelope.ok ? 'ok' : envelope.error.code
}

test('[IDENTITY-2] a platform that says nothing readable is refused, and the log names what it said', async () => {
  const caller: Caller = { kind: 'unreadable', has: ['memory_limit', 'request_id'] }
  expect(await call(caller, 'order.counts')).toBe('UNAUTHENTICATED')
  expect(mall.log).toContainEqual({
    level: 'error',
    event: 'security.identity_unreadable',
    fields: { has: ['memory_limit', 'request_id'] },
  })
  expect(await call(caller, 'catalog.home')).toBe('ok')
})

test('[IDENTITY-2] another mini-program is refused, and the log says so', async () => {
  expect(await call({ kind: 'foreign' }, 'order.counts')).toBe('UNAUTHENTICATED')
  expect(mall.log.map(({ event }) => event)).toContain('security.foreign_app')
  expect(await call({ kind: 'nobody' }, 'order.counts')).toBe('UNAUTHENTICATED')
})

test('[SAFE-1] an input nested 100,000 levels deep is bad input, for whoever sends it', async () => {
  let deep: unknown = 1
  for (let level = 0; level < 100_000; level++) deep = { deep }
  expect(await call(BUYER, 'cart.get', deep)).toBe('BAD_INPUT')
  expect(await call({ kind: 'nobody' }, 'catalog.home', { deep })).toBe('BAD_INPUT')
})

/**
 * What a schema does with an input costs more than its length: each element is parsed, each text is refined character
 * by character, and each mismatch becomes an issue, before the first bound refuses it.
 */
test('[SAFE-1] what is too large or too deep is refused before any schema looks at it', async () => {
  let looks = 0
  const words = z.preprocess((text) => ((looks += 1), text), z.string())
  const home = { ...contract.storefront['catalog.home'], input: z.looseObject({ words: words.optional() }) }
  const calls = { ...contract.storefront, 'catalog.home': home } as unknown as typeof contract.storefront
  const ask = (input: object) => call({ kind: 'nobody' }, 'catalog.home', input, calls)
  const LIMIT = 256 * 1024
  const around = JSON.stringify({ words: '' }).length
  expect(await ask({ words: 'a'.repeat(LIMIT - around) })).toBe('ok')
  expect(looks).toBe(1)
  expect(await ask({ words: 'a'.repeat(LIMIT - around + 1) })).toBe('BAD_INPUT')
  expect(await ask({ words: 'a', list: Array.from({ length: LIMIT }, () => 1) })).toBe('BAD_INPUT')
  let deep: unknown = 1
  for (let level = 0; level < 100_000; level++) deep = [deep]
  expect(await ask({ words: 'a', deep })).toBe('BAD_INPUT')
  expect(looks).toBe(1)
})

import { contract } from '@shared/contract'
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
async function call(caller: Caller, path: string, input: unknown = {}): Promise<string> {
  const envelope = await openDoor(
    { name: 'storefront', calls: contract.storefront, handlers, readers },
    mall.ctx,
    caller,
    {
      path,
      input,
    },
  )
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

import { CallError, learnServerNow, NetworkError, serverNow } from '@/platform'
import { sendOnce } from './once'
import type * as once from './once'

/** Sends and tells the token; the answer is lost, or what the server says. */
async function sent(key: string, error?: Error, options?: Parameters<typeof sendOnce>[3]): Promise<string> {
  let used = ''
  await sendOnce(
    'cart.add',
    key,
    (token) => {
      used = token
      return error ? Promise.reject(error) : Promise.resolve()
    },
    options,
  ).catch((told: unknown) => expect(told).toBe(error))
  return used
}
const lost = new NetworkError('timeout')

test('[ONCE-7] an intent keeps its token until it is answered, and the same wish afterwards has another one', async () => {
  const first = await sent('tea', lost)
  expect(await sent('cup', lost)).not.toBe(first)
  expect(await sent('tea', new CallError('BUSY', '', ''))).toBe(first)
  expect(await sent('tea', new CallError('INTERNAL', '', ''))).toBe(first)
  expect(await sent('tea')).toBe(first)
  const second = await sent('tea', new CallError('CART_FULL', '', ''))
  expect(second).not.toBe(first)
  expect(await sent('tea')).not.toBe(second)
})

test('[ONCE-7] what was not answered long ago is another intent', async () => {
  const first = await sent('pot', lost)
  learnServerNow(serverNow() + 4 * 60_000, 0)
  expect(await sent('pot', lost)).toBe(first)
  learnServerNow(serverNow() + 5 * 60_000, 0)
  expect(await sent('pot', lost)).not.toBe(first)
})

test('[ONCE-7] what is stored is known when the mini-program opens again, and nothing else is', async () => {
  const stored = await sent('tray', lost, { stored: true })
  const other = await sent('lid', lost)
  jest.resetModules()
  const again = jest.requireActual<typeof once>('./once')
  const tokenOf = (key: string, options: object) =>
    again.sendOnce('cart.add', key, (token) => Promise.resolve(token), options)
  expect(await tokenOf('lid', { stored: false })).not.toBe(other)
  expect(await tokenOf('tray', { stored: true })).toBe(stored)
  expect(await tokenOf('tray', { stored: true })).not.toBe(stored)
})

import { contract } from '.'
import { refusals } from './collected/refuses'
import type { Call } from './define'
import { COMMON_ERRORS, ERROR_SENTENCES, refusedBy } from './errors'

const calls = Object.entries(contract).flatMap(([name, domainCalls]) =>
  Object.entries(domainCalls as Record<string, Call>).map(([path, call]) => ({
    name: `${name}/${path}`,
    call,
  })),
)
const callNamed = (name: string) => calls.find((one) => one.name === name)?.call

test('[SEAM-13] whoever says that a call may be refused with a code of his, the call names it', () => {
  expect(refusedBy('storefront/order.place')).toContain('QUOTA_GONE')
  const said = refusals.flatMap((one) => Object.entries(one as Record<string, readonly string[]>))
  expect(said.length).toBeGreaterThan(0)
  for (const [name, codes] of said) {
    expect({ name, errors: callNamed(name)?.errors }).toEqual({
      name,
      errors: expect.arrayContaining([...codes]) as readonly string[],
    })
  }
  expect(refusedBy('storefront/order.nothing')).toEqual([])
})

test('[SEAM-13] a call names each code once, and each has a sentence', () => {
  for (const { name, call } of calls) {
    expect({ name, errors: [...new Set(call.errors)] }).toEqual({ name, errors: [...call.errors] })
    for (const code of call.errors) expect(ERROR_SENTENCES[code].trim()).not.toBe('')
  }
})

test('[SEAM-14] details come with codes that the call names', () => {
  const named = calls.flatMap(({ name, call }) =>
    Object.keys(call.details ?? {}).map((code) => ({ name, code })),
  )
  expect(named.length).toBeGreaterThan(0)
  for (const { name, code } of named) {
    expect([...(callNamed(name)?.errors ?? []), ...COMMON_ERRORS]).toContain(code)
  }
})

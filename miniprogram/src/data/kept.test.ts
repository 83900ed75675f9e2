import { QueryObserver } from '@tanstack/react-query'
import { contract } from '@shared/contract'
import type * as client from './client'
import { KEPT } from './kept'

const HOME = 'storefront/catalog.home'
const answer = { banners: [], sections: [{ title: '老客常买' }] }

afterEach(() => {
  localStorage.clear()
  jest.useRealTimers()
  delete process.env.CONTRACT
})

/** The mini-program opens: its own memory is empty, the phone's is not. What is shown before anything is answered. */
function start(name: string = HOME) {
  jest.resetModules()
  const { queryClient } = jest.requireActual<typeof client>('./client')
  const answers: ((data: unknown) => void)[] = []
  const queryFn = () => new Promise((resolve) => answers.push(resolve))
  const observer = new QueryObserver(queryClient, { queryKey: [name, {}], queryFn, staleTime: 60_000 })
  const end = observer.subscribe(() => undefined)
  const shown = observer.getCurrentResult().data
  return {
    shown,
    asked: answers.length,
    async answered(data: unknown) {
      const [answerTo] = answers
      if (!answerTo) throw new Error('nothing was asked')
      const heard = new Promise<void>((resolve) =>
        observer.subscribe(({ fetchStatus }) => fetchStatus === 'idle' && resolve()),
      )
      answerTo(data)
      await heard
      end()
      queryClient.clear()
      return observer.getCurrentResult().data
    },
  }
}

const keyOfHome = () => Object.keys(localStorage).find((key) => key.includes(HOME)) ?? ''

test('[KEEP-1] a second start shows the last answer before anything is answered, and asks again all the same', async () => {
  const first = start()
  expect(first).toMatchObject({ shown: undefined, asked: 1 })
  await first.answered(answer)
  const second = start()
  expect(second).toMatchObject({ shown: answer, asked: 1 })
  const newer = { ...answer, searchHint: '春茶' }
  expect(await second.answered(newer)).toEqual(newer)
  expect(start().shown).toEqual(newer)
})

test('[KEEP-1] an answer under another contract is not shown', async () => {
  process.env.CONTRACT = 'old'
  await start().answered(answer)
  expect(start().shown).toEqual(answer)
  process.env.CONTRACT = 'new'
  expect(start().shown).toBeUndefined()
})

test('[KEEP-1] an answer of another season, or from a clock that was ahead, is not shown', async () => {
  const now = 1_764_000_000_000
  const clock = jest.spyOn(Date, 'now').mockReturnValue(now)
  await start().answered(answer)
  const shownAt = (at: number) => {
    clock.mockReturnValue(at)
    return start().shown
  }
  expect(shownAt(now + 6 * 86_400_000)).toEqual(answer)
  expect(shownAt(now + 8 * 86_400_000)).toBeUndefined()
  expect(shownAt(now - 86_400_000)).toBeUndefined()
})

test.each([
  '',
  '{"answer',
  'null',
  '1',
  '"x"',
  '[]',
  '{}',
  '{"answer":"x"}',
  '{"answer":null}',
  '{"at":null}',
])('[KEEP-1] what somebody else wrote there (%s) is not shown and does no harm', async (text) => {
  await start().answered(answer)
  const kept = localStorage.getItem(keyOfHome()) ?? ''
  // What says something of an answer is written over the rest of it.
  const written =
    text.startsWith('{"') && text.endsWith('}') ? { ...JSON.parse(kept), ...JSON.parse(text) } : text
  localStorage.setItem(keyOfHome(), typeof written === 'string' ? written : JSON.stringify(written))
  const next = start()
  expect(next).toMatchObject({ shown: undefined, asked: 1 })
  await next.answered(answer)
  expect(start().shown).toEqual(answer)
})

test('[KEEP-1] what is too large or finds no room is not kept, and neither is what was there before', async () => {
  await start().answered(answer)
  await start().answered({ sections: ['茶'.repeat(40_000)] })
  expect(start().shown).toBeUndefined()

  await start().answered(answer)
  const full = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  await start().answered({ ...answer, searchHint: '' })
  full.mockRestore()
  expect(start().shown).toBeUndefined()
})

test('[KEEP-1] nothing else is kept, and of what is kept nobody is told apart', async () => {
  await start('storefront/cart.get').answered({ lines: [] })
  expect(localStorage).toHaveLength(0)
  expect(start('storefront/cart.get').shown).toBeUndefined()
  for (const name of KEPT) {
    const [, path = ''] = name.split('/')
    const { permission, input } = contract.storefront[path as keyof typeof contract.storefront]
    expect({ name, permission, asked: input.safeParse({}).success }).toEqual({
      name,
      permission: 'anyone',
      asked: true,
    })
  }
})

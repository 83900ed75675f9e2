import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import Taro from '@tarojs/taro'
import { act, fireEvent, render, screen } from '@testing-library/react'
import ClaimPage from './index'

const CODE = 'ABCDEFGHJKLMNPQR'

/** What the server answers to the next claims, one after the other; what it was asked. */
function server(...answers: object[]) {
  const asked: unknown[] = []
  const callFunction = async ({ data }: { data: unknown }) => {
    asked.push(data)
    return { result: { now: 1_795_000_000_000, ...answers.shift() } }
  }
  Object.assign(Taro, { cloud: { callFunction } })
  return asked
}

const refusal = (code: string, message: string, details: object) => ({
  ok: false,
  error: { code, message, details, requestId: 'request-1' },
})

function open(closed?: string) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  client.setQueryData(['session'], { shop: { closed }, staffPermissions: [] })
  render(
    <QueryClientProvider client={client}>
      <ClaimPage />
    </QueryClientProvider>,
  )
}
const type = (value: string) => fireEvent.change(screen.getByRole('textbox'), { target: { value } })
const button = () => screen.getAllByRole('button').at(-1)!
const cells = () => [...document.querySelectorAll('.p-claim__cell')].map(({ textContent }) => textContent)

test('the code is typed into cells, the button says how much is missing, and what no code has is named', () => {
  open('ownerless')
  expect(screen.getByText('这间店还没有主人')).toBeTruthy()
  expect(button().textContent).toBe('还差 16 位')
  type('abcd-ef')
  expect(cells().join('')).toBe('ABCDEF')
  expect(cells()).toHaveLength(16)
  expect(document.querySelectorAll('.p-claim__cell--on')).toHaveLength(1)
  expect(button().textContent).toBe('还差 10 位')
  expect(button().getAttribute('aria-disabled')).toBe('true')
  type('ABCDEF0')
  expect(screen.getByRole('alert').textContent).toContain('开店码里没有 0')
  type('The owner’s code: ABCD-EFGH-JKLM-NPQR')
  expect(cells().join('')).toBe(CODE)
  expect(screen.getByRole('alert').textContent).toBe('')
  expect(button().textContent).toBe('成为店主')
})

test('[OWNER-3] a refused code says how many tries are left, and is not tried again as it is', async () => {
  const asked = server(
    refusal('OWNER_CODE_WRONG', '开店码不对', { left: 4 }),
    refusal('OWNER_CODE_WRONG', '开店码不对', { left: 0 }),
    refusal('OWNER_CODE_TRIES', '试得太多了，请 58 分钟后再试', { retryAfter: 3_480 }),
  )
  open()
  expect(screen.getByText('用开店码成为店主')).toBeTruthy()
  const send = async (code: string) => {
    type(code)
    await act(async () => void fireEvent.click(button()))
    return screen.getByRole('alert').textContent
  }
  expect(await send(CODE)).toBe('这个码不对，还能试 4 次')
  expect(button().textContent).toBe('改一改再试')
  expect(await send(CODE.replace('A', 'B'))).toBe('这个码不对，这一小时的次数用完了')
  expect(await send(CODE.replace('A', 'C'))).toBe('试得太多了，请 58 分钟后再试')
  expect(asked).toMatchObject([{ input: { code: CODE } }, {}, {}])
})

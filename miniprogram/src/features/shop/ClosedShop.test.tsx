import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import type { Shop } from '@shared/contract/settings/schema'
import type { Session } from '@/data'
import { closedTo } from './closed'
import { ClosedShop } from './ClosedShop'

const shop = (more: Partial<Shop>) => ({ name: '林家小铺', slogan: '街角的杂货', ...more }) as Shop

function show(more: Partial<Shop>) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  client.setQueryData(['session'], { shop: shop(more), staffPermissions: [] })
  return render(
    <QueryClientProvider client={client}>
      <ClosedShop shop={shop(more)} />
    </QueryClientProvider>,
  )
}

test('a shop that is nobody’s leads to the page where the code is entered', () => {
  show({ closed: 'ownerless', name: '', slogan: '' })
  expect(screen.getByText('这间店还没有主人')).toBeTruthy()
  expect(screen.getByRole('button').textContent).toBe('填开店码')
})

test('a shop that is being prepared shows its name, its slogan and one button', () => {
  const { container } = show({ closed: 'preparing' })
  expect(screen.getByText('林家小铺')).toBeTruthy()
  expect(container.textContent).toContain('正在布置，快开张了街角的杂货')
  expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['联系店家'])
  expect(container.querySelector('.ui-logo')).not.toBeNull()
})

test('its own logo stands in the place of ours, and without a name stands no logo', () => {
  const { container, unmount } = show({ closed: 'preparing', logo: 'https://shop.example/logo.webp' })
  expect(container.querySelector('img')?.getAttribute('src')).toBe('https://shop.example/logo.webp')
  expect(container.querySelector('.ui-logo')).toBeNull()
  unmount()
  expect(show({ closed: 'preparing', name: '' }).container.querySelector('.ui-logo')).toBeNull()
})

test('[SETUP-2] it is closed to everybody but its staff, and an open one to nobody', () => {
  const session = (closed: Shop['closed'], staff: string[] = []) =>
    ({ shop: shop(closed ? { closed } : {}), staffPermissions: staff }) as unknown as Session
  expect(closedTo(session('ownerless'))?.closed).toBe('ownerless')
  expect(closedTo(session('preparing'))?.closed).toBe('preparing')
  expect(closedTo(session('preparing', ['order.read']))).toBeUndefined()
  expect(closedTo(session(undefined))).toBeUndefined()
  expect(closedTo(undefined)).toBeUndefined()
})

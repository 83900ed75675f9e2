import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import Taro from '@tarojs/taro'
import { render, screen } from '@testing-library/react'
import HomePage from './index'

const HOME = {
  searchHint: '搜茶',
  banners: [],
  categories: [{ categoryId: 'tea', name: '高山茶', icon: 'leaf' }],
  sections: [],
}

/** A phone on which the home page is known, and nothing of the session until it is told. */
function open() {
  Object.assign(Taro, { cloud: { callFunction: () => new Promise(() => undefined) } })
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  client.setQueryData(['storefront/catalog.home', {}], HOME)
  const shown = render(
    <QueryClientProvider client={client}>
      <HomePage />
    </QueryClientProvider>,
  )
  const enter = (closed?: string) =>
    client.setQueryData(['session'], {
      shop: { name: '溪口小店', slogan: '', openedAt: 1_790_000_000_000, closed },
      staffPermissions: [],
    })
  return { enter, close: shown.unmount }
}

const goods = () => screen.queryByText('高山茶')

test('[SETUP-2] shows nothing of a shop before it is known to be open, and waits no more where it was', async () => {
  const preparing = open()
  expect(goods()).toBeNull()
  preparing.enter('preparing')
  expect(await screen.findByText(/正在布置/)).toBeTruthy()
  expect(goods()).toBeNull()
  preparing.close()

  const opened = open()
  expect(goods()).toBeNull()
  opened.enter()
  expect(await screen.findByText('高山茶')).toBeTruthy()
  opened.close()

  open()
  expect(goods()).not.toBeNull()
})

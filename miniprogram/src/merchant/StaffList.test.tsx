import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import type { StaffPermission } from '@shared/contract/permissions'
import { StaffList, StaffRows, type StaffTabs } from './StaffList'

const TABS: StaffTabs<'open' | 'done'> = [
  { value: 'open', label: '待处理' },
  { value: 'done', label: '已处理' },
]

function list(items: string[]) {
  return {
    items,
    data: items,
    error: null,
    refetch: async () => undefined,
    hasNextPage: false,
    isFetchingNextPage: false,
    fetchNextPage: async () => undefined,
  }
}

/** The list as somebody with these permissions sees it; `asked` is what was drawn of it. */
function open({ permissions = ['order.read'], opened = '', items = ['一单'], search = '搜' } = {}) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  client.setQueryData(['session'], { staffPermissions: permissions as StaffPermission[] })
  const asked: string[] = []
  function Opened() {
    return (
      <StaffList
        title="订单"
        needs="order.read"
        about={['order']}
        tabs={TABS}
        opened={useState<string | undefined>(opened)}
        search={search}
      >
        {({ tab, keyword }) => {
          asked.push(tab)
          return (
            <StaffRows
              list={list(items)}
              art="receipt"
              nothing={{ title: '都处理完了', text: '新的会排在这里' }}
              found={{ keyword, what: '订单' }}
            >
              {(all) => all.map((item) => <div key={item}>{item}</div>)}
            </StaffRows>
          )
        }}
      </StaffList>
    )
  }
  render(
    <QueryClientProvider client={client}>
      <Opened />
    </QueryClientProvider>,
  )
  return asked
}

test('opens with the tab it was asked for, the first one for any other, and changes to the one that is tapped', () => {
  expect(open({ opened: 'done' }).at(-1)).toBe('done')
  const asked = open({ opened: 'nonsense' })
  expect(asked.at(-1)).toBe('open')
  fireEvent.click(screen.getAllByText('已处理').at(-1)!)
  expect(asked.at(-1)).toBe('done')
})

test('who may not see it is told so, and nothing is asked for them', () => {
  expect(open({ permissions: ['product.read'] })).toEqual([])
  expect(screen.getByText('这一页没有开给你')).toBeTruthy()
  expect(screen.queryByText('待处理')).toBeNull()
})

test('nothing, and nothing found, each in its words', () => {
  jest.useFakeTimers()
  open({ items: [] })
  expect(screen.getByText('都处理完了')).toBeTruthy()
  fireEvent.change(screen.getByPlaceholderText('搜'), { target: { value: '大米' } })
  act(() => void jest.runOnlyPendingTimers())
  expect(screen.getByText('没有名字里带「大米」的订单')).toBeTruthy()
  jest.useRealTimers()
})

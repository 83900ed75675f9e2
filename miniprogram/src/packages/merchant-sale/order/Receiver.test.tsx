import { act, fireEvent, render, screen } from '@testing-library/react'
import type { MerchantOrder } from '@/features/fulfilment/merchant'
import { Receiver } from './Receiver'

const PLACE = { province: '浙江省', city: '杭州市', district: '西湖区' }
const MASKED = { ...PLACE, name: '林**', mobile: '138****6207', detail: '文三路****' }
const CLEAR = { ...PLACE, name: '林知夏', mobile: '13812346207', detail: '文三路 199 号' }
const order = { address: MASKED, parcels: [], remark: '', buyerName: '小满' } as unknown as MerchantOrder

const shown = (more: Partial<Parameters<typeof Receiver>[0]>) =>
  render(
    <Receiver
      order={order}
      shown={undefined}
      onReveal={undefined}
      correctable={false}
      onCorrect={() => undefined}
      {...more}
    />,
  )

test('[REVEAL-1] is masked and cannot be copied until somebody asks, which they are told is put on record', async () => {
  const onReveal = jest.fn(async () => undefined)
  shown({ onReveal })
  expect(screen.getByText('林** 138****6207')).toBeTruthy()
  expect(screen.getByText('浙江省杭州市西湖区文三路****')).toBeTruthy()
  expect(screen.queryByText('复制')).toBeNull()
  expect(screen.getByText('看过会记入操作记录')).toBeTruthy()
  await act(async () => void fireEvent.click(screen.getByText('看完整信息')))
  expect(onReveal).toHaveBeenCalledTimes(1)
})

test('[REVEAL-1] is shown whole afterwards, and copied', () => {
  shown({ shown: CLEAR, onReveal: async () => undefined })
  expect(screen.getByText('林知夏 13812346207')).toBeTruthy()
  expect(screen.getByText('复制')).toBeTruthy()
  expect(screen.queryByText('看完整信息')).toBeNull()
})

test('[REVEAL-4] who may not ask is not offered it', () => {
  shown({})
  expect(screen.queryByText('看完整信息')).toBeNull()
})

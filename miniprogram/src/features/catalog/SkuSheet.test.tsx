import { act, fireEvent, render, screen } from '@testing-library/react'
import { toastState } from '@/ui/overlay/toast'
import type { Product } from './hooks'
import { useSkuChoice } from './sku-choice'
import { SkuSheet } from './SkuSheet'

const productWith = (sku: { available: number; limitPerMember?: number }): Product => ({
  productId: 'p',
  name: '武夷岩茶',
  sellingPoint: '',
  pictures: [],
  specs: [],
  skus: [{ skuId: 'a', values: [], priceFen: 16_800, listPriceFen: 0, ...sku }],
  salesCount: 0,
  origin: '',
  attributes: [],
  detail: [],
  listed: true,
})

function Opened({ product }: { product: Product }) {
  const choice = useSkuChoice(product)
  return <SkuSheet product={product} choice={choice} open onClose={() => undefined} onAdd={() => undefined} />
}
const more = () => act(async () => void fireEvent.click(screen.getByLabelText('加一件')))

test('[LIMITED-3] the sheet says how many one member may buy, and the quantity ends there', async () => {
  render(<Opened product={productWith({ available: 86, limitPerMember: 2 })} />)
  expect(screen.getByText('库存 86 件 · 每人限购 2 件')).toBeTruthy()
  await more()
  expect(screen.getByLabelText('2 件')).toBeTruthy()
  await more()
  expect(screen.getByLabelText('2 件')).toBeTruthy()
  expect(toastState.getState().text).toBe('每人限购 2 件')
})

test('[LIMITED-3] where there is less in stock, that is the end, and without a limit nothing is said of one', async () => {
  const { unmount } = render(<Opened product={productWith({ available: 1, limitPerMember: 5 })} />)
  await more()
  expect(toastState.getState().text).toBe('最多能买 1 件')
  unmount()
  render(<Opened product={productWith({ available: 86 })} />)
  expect(screen.getByText('库存 86 件')).toBeTruthy()
})

import { useState } from 'react'
import { productCard, useShareCode } from '@/features/sharing'
import {
  SkuSheet,
  useLandedProductId,
  useProduct,
  useSkuChoice,
  type Product,
  type Sku,
} from '@/features/catalog'
import { CallError, go, usePageScroll, useParams, useShare, switchTab } from '@/platform'
import { useAddToCart } from '@/features/cart'
import { sayError } from '@/data'
import { Empty, Failure, Page, Patient } from '@/ui'
import { Bar } from './Bar'
import { Choices } from './Choices'
import { DetailSkeleton } from './DetailSkeleton'
import { Gallery } from './Gallery'
import { Headline } from './Headline'
import { LongDetail } from './LongDetail'
import './index.scss'

export default function ProductDetailPage() {
  const params = useParams('goods/detail')
  const { productId, unknown } = useLandedProductId(params.productId)
  const product = useProduct(productId)

  const gone =
    unknown || (product.error instanceof CallError && ['NOT_FOUND', 'BAD_INPUT'].includes(product.error.code))
  if (product.data) return <Detail product={product.data} />
  return (
    <Page title="商品详情">
      {gone ? (
        <Empty
          art="seedling"
          title="这件商品找不到了"
          text="可能已经下架，去看看别的吧"
          action="去逛逛"
          onAction={() => switchTab('home')}
        />
      ) : product.error ? (
        <Failure
          code={sayError(product.error).code}
          text={sayError(product.error).sentence}
          onRetry={product.refetch}
        />
      ) : (
        <Patient>
          <DetailSkeleton />
        </Patient>
      )}
    </Page>
  )
}

/** Where the bar at the top gets a ground of its own. */
const PICTURE_PASSED = 280

function Detail({ product }: { product: Product }) {
  const choice = useSkuChoice(product)
  const { add } = useAddToCart()
  const [open, setOpen] = useState(false)
  const [passed, setPassed] = useState(false)
  const code = useShareCode(product.productId)
  const { share } = useShare(() => productCard(product, code))
  usePageScroll((scrollTop) => setPassed(scrollTop > PICTURE_PASSED))

  const buy = (sku: Sku, quantity: number) => {
    setOpen(false)
    go('sale/checkout', { productId: product.productId, skuId: sku.skuId, quantity: String(quantity) })
  }
  const addToCart = async (sku: Sku, quantity: number) => {
    if (await add({ productId: product.productId, skuId: sku.skuId, quantity })) setOpen(false)
  }

  return (
    <Page
      title="商品详情"
      gutter={false}
      nav={{ tone: 'clear', overlay: true, solid: passed }}
      bar={<Bar product={product} onChoose={() => setOpen(true)} />}
    >
      <Gallery pictures={product.pictures} />
      <Headline product={product} choice={choice} share={share} />
      <Choices product={product} choice={choice} onChoose={() => setOpen(true)} />
      <LongDetail product={product} />
      <SkuSheet
        product={product}
        choice={choice}
        open={open}
        onClose={() => setOpen(false)}
        onAdd={addToCart}
        onBuy={buy}
      />
    </Page>
  )
}

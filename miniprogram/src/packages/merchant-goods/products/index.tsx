import { View } from '@tarojs/components'
import { useState } from 'react'
import { useFreshOnShow } from '@/data'
import { StaffOnly } from '@/features/staff'
import { useMerchantProducts, type MerchantProductRow, type ProductTab } from '@/features/catalog/merchant'
import { countText } from '@shared/words/count'
import { go, useParams, useRefresh } from '@/platform'
import {
  Card,
  Empty,
  LoadableList,
  Page,
  Picture,
  Price,
  SearchBox,
  SegmentedTabs,
  SkeletonList,
  Tag,
  useSearchText,
} from '@/ui'
import { entry } from './entry'
import './index.scss'

const TABS: { value: ProductTab; label: string }[] = [
  { value: 'listed', label: '在售' },
  { value: 'low_stock', label: '库存告急' },
  { value: 'delisted', label: '已下架' },
]
const NOTHING: Record<ProductTab, { title: string; text: string }> = {
  listed: { title: '没有在售的商品', text: '到「已下架」里把商品重新上架' },
  low_stock: { title: '库存都还够', text: '快卖完的商品会排在这里' },
  delisted: { title: '没有下架的商品', text: '下架后买家看不到，已有订单不受影响' },
}

function tabOf(text: string | undefined): ProductTab {
  return TABS.find(({ value }) => value === text)?.value ?? 'listed'
}

/** The shop's products: on sale, nearly sold out, taken off. */
export default function ProductsPage() {
  const { tab: opened } = useParams('merchant-goods/products')
  const [tab, setTab] = useState<ProductTab>(() => tabOf(opened))
  const { text, setText, keyword, search } = useSearchText()
  const refresh = useFreshOnShow('catalog')
  useRefresh(refresh)
  return (
    <Page title="商品">
      <StaffOnly needs={entry.permission} skeleton={<SkeletonList />}>
        {() => (
          <>
            <SearchBox placeholder="搜商品名" value={text} onChange={setText} onSearch={search} />
            <View className="p-goods__tabs">
              <SegmentedTabs items={TABS} value={tab} onChange={(value) => setTab(tabOf(value))} />
            </View>
            <Products key={tab + keyword} tab={tab} keyword={keyword} />
          </>
        )}
      </StaffOnly>
    </Page>
  )
}

function Products({ tab, keyword }: { tab: ProductTab; keyword: string }) {
  const list = useMerchantProducts(tab, keyword)
  return (
    <LoadableList
      list={list}
      skeleton={<SkeletonList />}
      empty={
        <Empty
          art="basket"
          {...(keyword ? { title: '没有找到', text: `没有名字里带「${keyword}」的商品` } : NOTHING[tab])}
        />
      }
    >
      {(items) =>
        items.map((product) => <Item key={product.productId} product={product} low={tab === 'low_stock'} />)
      }
    </LoadableList>
  )
}

/** A list of what runs low counts SKUs: one of them may be nearly gone while the product has plenty. */
function stockWords(available: number, low: boolean): string {
  if (available === 0) return '已售罄'
  return low ? `有规格快卖完 · 共 ${countText(available)} 件` : `库存 ${countText(available)}`
}

function Item({ product, low }: { product: MerchantProductRow; low: boolean }) {
  const { productId, name, picture, priceFen, available, salesCount, listed } = product
  return (
    <Card className="p-goods__card" onClick={() => go('merchant-goods/product', { productId })}>
      <View className="p-goods__item">
        <Picture src={picture} size={72} alt={name} />
        <View className="p-goods__main">
          <View className="p-goods__name">
            <View className="u-one">{name}</View>
            {!listed && <Tag tone="gray">已下架</Tag>}
          </View>
          <View className="u-12 u-c2 u-num">
            <View
              className={low || available === 0 ? 'p-goods__stock p-goods__stock--low' : 'p-goods__stock'}
            >
              {stockWords(available, low)}
            </View>
            {` · 已售 ${countText(salesCount)}`}
          </View>
          <Price fen={priceFen} tone="ink" size="s" />
        </View>
      </View>
    </Card>
  )
}

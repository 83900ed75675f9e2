import { View } from '@tarojs/components'
import { useMerchantProducts, type MerchantProductRow, type ProductTab } from '@/features/catalog/merchant'
import { useAllows } from '@/features/staff'
import { StaffList, StaffRows, type StaffTabs } from '@/merchant/StaffList'
import { countText } from '@shared/words/count'
import { go, useAddressed } from '@/platform'
import { Button, Card, Picture, Price, Tag } from '@/ui'
import { entry } from './entry'
import './index.scss'

const TABS: StaffTabs<ProductTab> = [
  { value: 'listed', label: '在售' },
  { value: 'low_stock', label: '库存告急' },
  { value: 'delisted', label: '已下架' },
]
const NOTHING: Record<ProductTab, { title: string; text: string }> = {
  listed: { title: '没有在售的商品', text: '新增一件，或者到「已下架」里把商品重新上架' },
  low_stock: { title: '库存都还够', text: '快卖完的商品会排在这里' },
  delisted: { title: '没有下架的商品', text: '下架后买家看不到，已有订单不受影响' },
}

/** The shop's products: on sale, nearly sold out, taken off. */
export default function ProductsPage() {
  const opened = useAddressed('merchant-goods/products', 'tab')
  const searched = useAddressed('merchant-goods/products', 'keyword')
  const allows = useAllows()
  const canWrite = allows('product.write')
  return (
    <StaffList
      title="商品"
      needs={entry.permission}
      about={['catalog']}
      search="搜商品名"
      searched={searched}
      tabs={TABS}
      opened={opened}
      {...(canWrite && {
        bar: (
          <Button block onClick={create}>
            新增商品
          </Button>
        ),
      })}
    >
      {({ tab, keyword }) => <Products tab={tab} keyword={keyword} canWrite={canWrite} />}
    </StaffList>
  )
}

const create = () => go('merchant-goods/new', {})

function Products({ tab, keyword, canWrite }: { tab: ProductTab; keyword: string; canWrite: boolean }) {
  const list = useMerchantProducts(tab, keyword)
  const way = canWrite && tab === 'listed' && !keyword ? { action: '新增商品', onAction: create } : {}
  return (
    <StaffRows
      list={list}
      art="basket"
      nothing={{ ...NOTHING[tab], ...way }}
      found={{ keyword, what: '商品' }}
    >
      {(items) =>
        items.map((product) => <Item key={product.productId} product={product} low={tab === 'low_stock'} />)
      }
    </StaffRows>
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

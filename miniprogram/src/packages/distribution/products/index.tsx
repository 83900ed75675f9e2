import { View } from '@tarojs/components'
import { useState } from 'react'
import { cardOf, useSharingProducts, useShareOf, type SharingProduct } from '@/features/sharing'
import { DistributorOnly } from '@/features/distributor'
import { useSession } from '@/data'
import { pathOf, useAddressed, useShare } from '@/platform'
import { Empty, LoadableList, Page, ProductList, SearchBox, useSearchText } from '@/ui'
import { ItemsSkeleton } from '../parts/ItemsSkeleton'
import { ProductRow } from '../parts/ProductRow'
import { ShareSheet } from './ShareSheet'
import './index.scss'

/** 分享商品: what each product earns, and its card, poster and words at a tap. */
export default function ProductsPage() {
  const [chosen, setChosen] = useState<SharingProduct>()
  const [open, setOpen] = useState(false)
  const share = useShareOf(chosen?.productId)
  const shopName = useSession().data?.shop.name ?? '榕铺'
  const { share: send } = useShare(() =>
    chosen && share.data ? cardOf(share.data, chosen.productId) : { title: shopName, path: pathOf('home') },
  )
  return (
    <Page title="分享商品">
      <DistributorOnly skeleton={<ItemsSkeleton />}>
        {() => (
          <Products
            onShare={(product) => {
              setChosen(product)
              setOpen(true)
            }}
          />
        )}
      </DistributorOnly>
      <ShareSheet
        product={chosen}
        share={share}
        shopName={shopName}
        send={send}
        open={open}
        onClose={() => setOpen(false)}
      />
    </Page>
  )
}

function Products({ onShare }: { onShare: (product: SharingProduct) => void }) {
  const { text, setText, keyword, search } = useSearchText(useAddressed('distribution/products', 'keyword'))
  const list = useSharingProducts(keyword)
  return (
    <>
      <View className="p-products__search">
        <SearchBox placeholder="搜商品名" value={text} onChange={setText} onSearch={search} />
      </View>
      <LoadableList
        list={list}
        skeleton={<ItemsSkeleton />}
        empty={
          <Empty
            art="basket"
            title={keyword ? '没有找到' : '还没有可以分享的商品'}
            text={keyword ? `没有名字里带「${keyword}」的商品，换个词试试` : '店家上架后就会出现在这里'}
            {...(keyword ? { action: '看全部', onAction: () => setText('') } : {})}
          />
        }
      >
        {(items) => (
          <ProductList>
            {items.map((product) => (
              <ProductRow key={product.productId} product={product} onShare={() => onShare(product)} />
            ))}
          </ProductList>
        )}
      </LoadableList>
    </>
  )
}

import { View } from '@tarojs/components'
import { useState } from 'react'
import {
  SortBar,
  sortOf,
  useCategories,
  useHome,
  useProducts,
  useQuickAdd,
  useSearches,
} from '@/features/catalog'
import { go, scrollToTop, useAddressed, useParams, useRefresh } from '@/platform'
import {
  Empty,
  LoadableList,
  navBarHeight,
  Page,
  ProductCard,
  ProductGrid,
  SearchBox,
  SkeletonGrid,
} from '@/ui'
import { Searches } from './Searches'
import './index.scss'

/** Search and every list of products that is not a tab. */
export default function ProductListPage() {
  const params = useParams('goods/list')
  const { categoryId, sectionId } = params
  const [typed, setTyped] = useState(params.keyword ?? '')
  const [keyword = '', setKeyword] = useAddressed('goods/list', 'keyword')
  const [sorted, setSort] = useAddressed('goods/list', 'sort')
  const sort = sortOf(sorted)
  const categories = useCategories()
  const products = useProducts({ categoryId, sectionId, keyword, sort })
  const { searches, remember, forget } = useSearches()
  const { quickAdd, sheet } = useQuickAdd()
  useRefresh(products.refetch)

  const category = categories.data?.items.find((item) => item.categoryId === categoryId)
  const section = useSection(sectionId)
  const toSearch = !categoryId && !sectionId && !params.keyword
  const search = (text: string) => {
    setTyped(text)
    setKeyword(text.trim())
    remember(text)
    scrollToTop()
  }

  const box = (
    <SearchBox
      placeholder={category ? `在「${category.name}」里搜` : '搜商品'}
      value={typed}
      onChange={setTyped}
      onSearch={search}
      autoFocus={toSearch}
    />
  )
  return (
    <Page {...(sectionId ? { title: section?.title ?? '' } : { nav: { children: box } })}>
      <View className="goods-sort" style={{ top: `${navBarHeight()}px` }}>
        <SortBar sort={sort} onChange={setSort} />
      </View>
      {toSearch && keyword === '' && <Searches searches={searches} onSearch={search} onForget={forget} />}
      <LoadableList
        list={products}
        skeleton={<SkeletonGrid />}
        empty={
          <Empty
            art="seedling"
            title={keyword ? `没有找到「${keyword}」` : '这里还没有商品'}
            text={keyword ? '换个短一点的词，或者看看全部商品' : '店家正在上架，过会儿再来'}
            {...(keyword ? { action: '看看全部', onAction: () => search('') } : {})}
          />
        }
      >
        {(items) => (
          <ProductGrid>
            {items.map((product) => (
              <ProductCard
                key={product.productId}
                product={product}
                onClick={() => go('goods/detail', { productId: product.productId })}
                onAdd={() => quickAdd(product)}
              />
            ))}
          </ProductGrid>
        )}
      </LoadableList>
      {sheet}
    </Page>
  )
}

/** The section of the home page that the list was opened from: its name is the title. */
function useSection(sectionId: string | undefined) {
  const { data } = useHome(sectionId !== undefined)
  return data?.sections.find((section) => section.sectionId === sectionId)
}

import { View } from '@tarojs/components'
import { useState } from 'react'
import {
  SortBar,
  useCategories,
  EVERYTHING,
  useProducts,
  useQuickAdd,
  type ProductSort,
} from '@/features/catalog'
import { ClosedShop, useClosedShop } from '@/features/shop'
import { go, scrollToTop, useRefresh } from '@/platform'
import { cx, Loadable, navBarHeight, Page, SearchBox } from '@/ui'
import { CategoryProducts } from './CategoryProducts'
import { RailSkeleton } from './RailSkeleton'
import './index.scss'

const ALL = { categoryId: EVERYTHING, name: '全部' }

export default function CategoryPage() {
  const categories = useCategories()
  const [categoryId, setCategoryId] = useState(EVERYTHING)
  const [sort, setSort] = useState<ProductSort>('default')
  const products = useProducts({ categoryId, sort })
  const { quickAdd, sheet } = useQuickAdd()
  useRefresh(() => Promise.all([categories.refetch(), products.refetch()]))

  const closed = useClosedShop()
  if (closed)
    return (
      <Page tab="category">
        <ClosedShop shop={closed} />
      </Page>
    )
  const below = { top: `${navBarHeight()}px` }
  return (
    <Page
      tab="category"
      gutter={false}
      nav={{ children: <SearchBox placeholder="搜商品" onClick={() => go('goods/list', {})} /> }}
    >
      <Loadable state={categories} skeleton={<RailSkeleton />}>
        {({ items }) => (
          <View className="category">
            <View className="category-rail" style={below} role="tablist">
              {[ALL, ...items.filter((item) => item.categoryId !== EVERYTHING)].map((category) => (
                <View
                  key={category.categoryId}
                  className={cx(
                    'category-rail__item',
                    category.categoryId === categoryId && 'category-rail__item--on',
                  )}
                  role="tab"
                  aria-selected={category.categoryId === categoryId}
                  onClick={() => {
                    setCategoryId(category.categoryId)
                    scrollToTop()
                  }}
                >
                  {category.name}
                </View>
              ))}
            </View>
            <View className="category-main">
              <View className="category-main__sort" style={below}>
                <SortBar sort={sort} onChange={setSort} />
              </View>
              <CategoryProducts list={products} onAdd={quickAdd} />
            </View>
          </View>
        )}
      </Loadable>
      {sheet}
    </Page>
  )
}

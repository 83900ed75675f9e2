import { View } from '@tarojs/components'
import type { ProductCard as Card } from '@shared/contract/catalog'
import type { useProducts } from '@/features/catalog'
import { go } from '@/platform'
import { Empty, ListFooter, Loadable, ProductCard, ProductList, useReadOn } from '@/ui'
import { LinesSkeleton } from './RailSkeleton'

interface CategoryProductsProps {
  list: ReturnType<typeof useProducts>
  onAdd: (card: Card) => void
}

export function CategoryProducts({ list, onAdd }: CategoryProductsProps) {
  useReadOn(list)
  return (
    <View className="category-main__list">
      <Loadable state={list} skeleton={<LinesSkeleton />} inline>
        {() =>
          list.items.length === 0 ? (
            <Empty inline art="seedling" title="这一类还没上新" text="看看别的分类吧" />
          ) : (
            <>
              <ProductList>
                {list.items.map((product) => (
                  <ProductCard
                    key={product.productId}
                    look="line"
                    product={product}
                    onClick={() => go('product', { productId: product.productId })}
                    onAdd={() => onAdd(product)}
                  />
                ))}
              </ProductList>
              <ListFooter list={list} />
            </>
          )
        }
      </Loadable>
    </View>
  )
}

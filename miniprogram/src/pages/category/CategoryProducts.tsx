import { View } from '@tarojs/components'
import type { ProductCard as Card } from '@shared/contract/catalog/schema'
import type { useProducts } from '@/features/catalog'
import { go } from '@/platform'
import { Empty, LoadableList, ProductCard, ProductList } from '@/ui'
import { LinesSkeleton } from './RailSkeleton'

interface CategoryProductsProps {
  list: ReturnType<typeof useProducts>
  onAdd: (card: Card) => void
}

export function CategoryProducts({ list, onAdd }: CategoryProductsProps) {
  return (
    <View className="category-main__list">
      <LoadableList
        list={list}
        skeleton={<LinesSkeleton />}
        inline
        empty={<Empty inline art="seedling" title="这一类还没上新" text="看看别的分类吧" />}
      >
        {(items) => (
          <ProductList>
            {items.map((product) => (
              <ProductCard
                key={product.productId}
                look="line"
                product={product}
                onClick={() => go('goods/detail', { productId: product.productId })}
                onAdd={() => onAdd(product)}
              />
            ))}
          </ProductList>
        )}
      </LoadableList>
    </View>
  )
}

import { ScrollView, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './ProductCard.scss'

/** Two columns of `ProductCard`. */
export function ProductGrid({ children }: { children: ReactNode }) {
  return <View className="ui-product-grid">{children}</View>
}

/** `ProductCard look="line"`, one below the other. */
export function ProductList({ children }: { children: ReactNode }) {
  return <View className="ui-product-list">{children}</View>
}

/** `ProductCard look="small"` in a row that scrolls sideways, out to the page's edges. */
export function ProductStrip({ children }: { children: ReactNode }) {
  return (
    <ScrollView scrollX enhanced showScrollbar={false} className="ui-product-strip">
      <View className="ui-product-strip__row">{children}</View>
    </ScrollView>
  )
}

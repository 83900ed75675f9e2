import { View } from '@tarojs/components'

export default function PromotionProductsPage() {
  return <View>推广商品</View>
}

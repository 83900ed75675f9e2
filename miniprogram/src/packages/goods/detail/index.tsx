import { View } from '@tarojs/components'

export default function ProductDetailPage() {
  return <View>商品详情</View>
}

import { View } from '@tarojs/components'

export default function ProductListPage() {
  return <View>商品</View>
}

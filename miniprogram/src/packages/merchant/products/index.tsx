import { View } from '@tarojs/components'

export default function MerchantProductsPage() {
  return <View>商品管理</View>
}

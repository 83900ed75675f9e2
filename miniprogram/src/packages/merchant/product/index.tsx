import { View } from '@tarojs/components'

export default function MerchantProductPage() {
  return <View>编辑商品</View>
}

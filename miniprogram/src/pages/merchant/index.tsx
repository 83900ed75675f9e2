import { View } from '@tarojs/components'

export default function MerchantPage() {
  return <View>商家</View>
}

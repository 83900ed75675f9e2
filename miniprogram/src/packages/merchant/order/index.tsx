import { View } from '@tarojs/components'

export default function MerchantOrderPage() {
  return <View>订单</View>
}

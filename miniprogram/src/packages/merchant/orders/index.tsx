import { View } from '@tarojs/components'

export default function MerchantOrdersPage() {
  return <View>订单管理</View>
}

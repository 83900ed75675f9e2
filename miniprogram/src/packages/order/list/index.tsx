import { View } from '@tarojs/components'

export default function OrderListPage() {
  return <View>我的订单</View>
}

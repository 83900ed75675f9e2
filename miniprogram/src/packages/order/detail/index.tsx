import { View } from '@tarojs/components'

export default function OrderDetailPage() {
  return <View>订单详情</View>
}

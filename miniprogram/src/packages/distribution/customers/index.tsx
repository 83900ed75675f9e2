import { View } from '@tarojs/components'

export default function CustomersPage() {
  return <View>我的客户</View>
}

import { View } from '@tarojs/components'

export default function CommissionPage() {
  return <View>佣金明细</View>
}

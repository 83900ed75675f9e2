import { View } from '@tarojs/components'

export default function PolicyPage() {
  return <View>佣金规则</View>
}

import { View } from '@tarojs/components'

export default function CentrePage() {
  return <View>推广中心</View>
}

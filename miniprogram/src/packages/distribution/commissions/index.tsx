import { View } from '@tarojs/components'

export default function CommissionsPage() {
  return <View>佣金</View>
}

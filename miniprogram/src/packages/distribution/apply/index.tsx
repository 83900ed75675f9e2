import { View } from '@tarojs/components'

export default function ApplyPage() {
  return <View>成为推广员</View>
}

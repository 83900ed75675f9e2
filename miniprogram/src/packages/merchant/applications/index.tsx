import { View } from '@tarojs/components'

export default function ApplicationsPage() {
  return <View>推广员申请</View>
}

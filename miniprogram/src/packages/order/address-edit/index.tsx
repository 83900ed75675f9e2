import { View } from '@tarojs/components'

export default function AddressEditPage() {
  return <View>编辑地址</View>
}

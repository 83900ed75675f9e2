import { View } from '@tarojs/components'

export default function AddressesPage() {
  return <View>收货地址</View>
}

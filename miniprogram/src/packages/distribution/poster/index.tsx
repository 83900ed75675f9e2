import { View } from '@tarojs/components'

export default function PosterPage() {
  return <View>分享海报</View>
}

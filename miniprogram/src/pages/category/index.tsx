import { View } from '@tarojs/components'

export default function CategoryPage() {
  return <View>分类</View>
}

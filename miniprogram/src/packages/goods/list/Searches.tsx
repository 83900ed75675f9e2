import { View } from '@tarojs/components'
import { Icon } from '@/ui'

interface SearchesProps {
  searches: string[]
  onSearch: (text: string) => void
  onForget: () => void
}

/** What was searched for before on this phone. */
export function Searches({ searches, onSearch, onForget }: SearchesProps) {
  if (searches.length === 0) return null
  return (
    <View className="goods-searches">
      <View className="goods-searches__head">
        <View className="u-13 u-b">搜过的</View>
        <View className="goods-searches__forget" role="button" aria-label="清空搜索记录" onClick={onForget}>
          <Icon name="trash" size={16} />
        </View>
      </View>
      <View className="goods-searches__words">
        {searches.map((text) => (
          <View key={text} className="goods-searches__word" role="button" onClick={() => onSearch(text)}>
            {text}
          </View>
        ))}
      </View>
    </View>
  )
}

import { View } from '@tarojs/components'
import { usePolicyVersions, versionLines, type PolicyVersion } from '@/features/policy/merchant'
import { stampText } from '@shared/words/moment'
import { Button, Card } from '@/ui'

/** Every version of the rules there was, with who made it and when: an order goes by the one it names. */
export function Versions() {
  const list = usePolicyVersions()
  if (list.items.length === 0) return null
  return (
    <Card title="历次版本" extra="订单按下单时的那一版算" padding="snug">
      {list.items.map((version) => (
        <Version key={version.version} version={version} />
      ))}
      {list.hasNextPage && (
        <Button kind="ghost" size="s" onClick={() => void list.fetchNextPage()}>
          看更早的
        </Button>
      )}
    </Card>
  )
}

function Version({ version: one }: { version: PolicyVersion }) {
  return (
    <View className="p-policy__version">
      <View className="p-policy__version-head">
        <View className="u-14">{`第 ${one.version} 版`}</View>
        <View className="p-policy__version-by">
          {[stampText(one.changedAt), one.changedBy].filter(Boolean).join(' · ')}
        </View>
      </View>
      {versionLines(one).map((line) => (
        <View key={line} className="u-12 u-c2">
          {line}
        </View>
      ))}
    </View>
  )
}

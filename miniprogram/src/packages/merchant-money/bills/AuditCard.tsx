import { View } from '@tarojs/components'
import { auditSentence, auditWord, useLatestAudit } from '@/features/audit/merchant'
import { serverNow } from '@/platform'
import { countText } from '@shared/words/count'
import { whenText } from '@shared/words/moment'
import { Card, KeyValue, StateWord } from '@/ui'

/** 每夜核账: whether the mall's own books agree with themselves. Nothing before the first night. */
export function AuditCard() {
  const latest = useLatestAudit().data?.latest
  if (!latest) return null
  const now = serverNow()
  const { checked, differences, finishedAt } = latest
  return (
    <Card className="p-bills__books" title="每夜核账" extra={<StateWord word={auditWord(latest, now)} />}>
      <KeyValue label="核到" value={whenText(finishedAt, now)} />
      <KeyValue label="看过" value={`${countText(checked)} 份单据`} />
      <KeyValue
        label="对不上"
        value={`${countText(differences)} 处`}
        tone={differences > 0 ? 'danger' : 'ink'}
        strong
      />
      <View className="p-bills__audit">{auditSentence(latest, now)}</View>
    </Card>
  )
}

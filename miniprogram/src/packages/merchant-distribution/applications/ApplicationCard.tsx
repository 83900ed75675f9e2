import { View } from '@tarojs/components'
import type { Application, ApplicationTab } from '@/features/distributor/merchant'
import { stampText } from '@shared/words/moment'
import { formatYuan } from '@shared/money'
import { Avatar, Button, Card, KeyValue } from '@/ui'

export interface ApplicationCardProps {
  application: Application
  tab: ApplicationTab
  onApprove: () => Promise<void>
  onRefuse: () => void
}

/** Who asks, how to reach them, where they want to recommend the shop. */
export function ApplicationCard({ application, tab, onApprove, onRefuse }: ApplicationCardProps) {
  const {
    nickname,
    realName,
    maskedMobile,
    channel,
    appliedAt,
    decidedAt,
    refusedReason,
    recommendedBy,
    earnedFen,
  } = application
  return (
    <Card className="p-people__card">
      <View className="p-people__head">
        <Avatar name={nickname} size={40} />
        <View className="p-people__who">
          <View className="u-15 u-b u-one">{realName}</View>
          <View className="u-12 u-c2 u-one">{`${nickname} · ${maskedMobile}`}</View>
        </View>
        {tab === 'active' && earnedFen !== undefined && (
          <View className="p-people__earned">
            <View className="p-people__sum">{`¥${formatYuan(earnedFen)}`}</View>
            <View className="u-11 u-c2">累计佣金</View>
          </View>
        )}
      </View>
      <View className="p-people__facts">
        <KeyValue label="推广渠道" value={channel} />
        {recommendedBy && <KeyValue label="推荐人" value={recommendedBy} />}
        <KeyValue label="申请时间" value={stampText(appliedAt)} />
        {decidedAt !== undefined && (
          <KeyValue label={tab === 'refused' ? '审核时间' : '通过时间'} value={stampText(decidedAt)} />
        )}
        {refusedReason && <KeyValue label="没通过的原因" value={refusedReason} />}
      </View>
      {tab === 'pending' && (
        <View className="p-people__acts">
          <Button kind="line" size="s" onClick={onRefuse}>
            婉拒
          </Button>
          <Button kind="secondary" size="s" onClick={onApprove}>
            通过
          </Button>
        </View>
      )}
    </Card>
  )
}

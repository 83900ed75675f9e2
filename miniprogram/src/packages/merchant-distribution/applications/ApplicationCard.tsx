import { View } from '@tarojs/components'
import { STOPPED_TAG } from '@/features/distributor'
import { useState } from 'react'
import {
  useReveal,
  type Application,
  type ApplicationTab,
  type OpenApplicant,
} from '@/features/distributor/merchant'
import { stampText } from '@shared/words/moment'
import { formatYuan } from '@shared/money'
import type { StopAct } from './standing'
import { Avatar, Button, Card, copy, Icon, KeyValue } from '@/ui'

export interface ApplicationCardProps {
  application: Application
  tab: ApplicationTab
  onApprove: () => Promise<void>
  onRefuse: () => void
  onStop: (act: StopAct) => void
  onReinstate: () => Promise<void>
}

/** Who asks, how to reach them (masked, and on demand in clear), where they want to recommend the shop. */
export function ApplicationCard(props: ApplicationCardProps) {
  const { application, tab, onApprove, onRefuse, onStop, onReinstate } = props
  const {
    distributorId,
    nickname,
    realName,
    maskedMobile,
    channel,
    appliedAt,
    decidedAt,
    refusedReason,
    recommendedBy,
    earnedFen,
    stopped,
  } = application
  const { mutateAsync: reveal } = useReveal()
  const [shown, setShown] = useState<OpenApplicant>()
  const name = shown?.realName ?? realName
  const mobile = shown?.mobile ?? maskedMobile
  return (
    <Card className="p-people__card">
      <View className="p-people__head">
        <Avatar name={nickname} size={40} />
        <View className="p-people__who">
          <View className="u-15 u-b u-one">{name}</View>
          <View className="u-12 u-c2 u-one">{`${nickname} · ${mobile}`}</View>
        </View>
        {earnedFen !== undefined && (
          <View className="p-people__earned">
            <View className="p-people__sum">{`¥${formatYuan(earnedFen)}`}</View>
            <View className="u-11 u-c2">累计佣金</View>
          </View>
        )}
      </View>
      <View className="p-people__facts">
        <KeyValue label="推广渠道" value={shown?.channel ?? channel} />
        {recommendedBy && <KeyValue label="推荐人" value={recommendedBy} />}
        <KeyValue label="申请时间" value={stampText(appliedAt)} />
        {decidedAt !== undefined && (
          <KeyValue label={tab === 'refused' ? '审核时间' : '通过时间'} value={stampText(decidedAt)} />
        )}
        {stopped && <KeyValue label={STOPPED_TAG[stopped.how]} value={stampText(stopped.at)} />}
        {stopped?.reason !== undefined && <KeyValue label="原因" value={stopped.reason} />}
        {refusedReason && <KeyValue label="没通过的原因" value={refusedReason} />}
      </View>
      {realName !== '' && (
        <View className="p-people__reveal">
          <View className="u-12 u-c3 u-grow">{shown ? '已记入操作记录' : '看过会记入操作记录'}</View>
          {shown ? (
            <View
              className="p-people__copy"
              role="button"
              hoverClass="u-press"
              onClick={() => void copy(`${shown.realName} ${shown.mobile}`, '姓名和手机号已复制')}
            >
              <Icon name="copy" size={14} />
              复制
            </View>
          ) : (
            <Button kind="line" size="s" onClick={async () => setShown(await reveal({ distributorId }))}>
              看完整信息
            </Button>
          )}
        </View>
      )}
      {tab === 'active' && (
        <View className="p-people__acts">
          <Button kind="line" size="s" onClick={() => onStop('remove')}>
            取消资格
          </Button>
          <Button kind="line" size="s" onClick={() => onStop('suspend')}>
            暂停
          </Button>
        </View>
      )}
      {stopped && stopped.how !== 'left' && (
        <View className="p-people__acts">
          {stopped.how === 'suspended' && (
            <Button kind="line" size="s" onClick={() => onStop('remove')}>
              取消资格
            </Button>
          )}
          <Button kind="secondary" size="s" onClick={onReinstate}>
            恢复
          </Button>
        </View>
      )}
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

import { View } from '@tarojs/components'
import { useEffect } from 'react'
import { stoppedWords, type DistributorStatus } from '@/features/distributor'
import { formatYuan } from '@shared/money'
import { stampText } from '@shared/words/moment'
import { replace, switchTab } from '@/platform'
import { Card, Empty, KeyValue, Notice } from '@/ui'

/** The answer may come while one waits: on a laptop within seconds, in a shop within the day. */
const LOOK_AGAIN_MS = 8_000

export function WaitingNote({
  appliedAt,
  refresh,
}: {
  appliedAt: number | undefined
  refresh: () => Promise<unknown>
}) {
  useEffect(() => {
    const timer = setInterval(() => void refresh(), LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [refresh])
  return (
    <Empty
      art="seedling"
      title="申请已经收到"
      text={`${appliedAt ? `${stampText(appliedAt)} 提交，` : ''}店家通常一天内审核，通过后这里会直接变成推广中心的入口`}
      action="先去逛逛"
      onAction={() => switchTab('home')}
    />
  )
}

export function RefusedNote({ reason, onAgain }: { reason: string | undefined; onAgain: () => void }) {
  return (
    <Empty
      art="mountain"
      title="这次没有通过"
      text={reason ? `店家说：${reason}` : '店家没有写原因，可以改一改资料再试'}
      action="修改后再申请"
      onAction={onAgain}
    />
  )
}

export function ActiveNote() {
  return (
    <Empty
      art="seedling"
      title="你已经是推广员了"
      text="挑一件你真心喜欢的，分享给第一位朋友"
      action="进入推广中心"
      onAction={() => replace('distribution/centre')}
    />
  )
}

/** Of somebody who is a distributor no more: why, since when, and that what was earned is still there. */
export function StoppedNote({ stopped }: { stopped: NonNullable<DistributorStatus['stopped']> }) {
  const { how, reason, at, availableFen, debtFen } = stopped
  const { title, text } = stoppedWords(how)
  return (
    <>
      <Notice tone={how === 'left' ? 'gray' : 'amber'} icon="info">
        {`${title}。${text}`}
      </Notice>
      <Card className="p-apply__first" padding="snug">
        <KeyValue label={how === 'left' ? '退出时间' : '时间'} value={stampText(at)} />
        {reason !== undefined && <KeyValue label="店家说" value={reason} />}
        <KeyValue label="已结算余额" note="一分不少" value={`¥${formatYuan(availableFen)}`} tone="gold" />
        {debtFen > 0 && <KeyValue label="待抵扣" value={`¥${formatYuan(debtFen)}`} />}
        <View className="u-12 u-c2">之前成交的订单，佣金照常结算；发出去的分享链接还能打开小店。</View>
      </Card>
    </>
  )
}

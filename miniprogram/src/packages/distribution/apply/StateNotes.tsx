import { useEffect } from 'react'
import { stampText } from '@shared/words/moment'
import { go, replace, switchTab } from '@/platform'
import { Empty } from '@/ui'

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

export function SuspendedNote() {
  return (
    <Empty
      art="mountain"
      title="推广已暂停"
      text="已有的佣金都还在，想恢复请联系客服"
      action="回到首页"
      onAction={() => go('home')}
    />
  )
}

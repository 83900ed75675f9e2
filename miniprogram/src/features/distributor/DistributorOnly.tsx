import type { ReactNode } from 'react'
import { go } from '@/platform'
import { Empty, Loadable } from '@/ui'
import { useSession, type Session } from '@/data'

const ACTIONS: Record<Exclude<Session['distributorState'], 'active'>, string> = {
  none: '申请成为推广员',
  pending: '看看审核进度',
  refused: '申请成为推广员',
  suspended: '看看原因和余额',
}

/** Its content for distributors; everybody else learns how to become one. Nothing is asked of the server before. */
export function DistributorOnly({ skeleton, children }: { skeleton?: ReactNode; children: () => ReactNode }) {
  const session = useSession()
  return (
    <Loadable state={session} skeleton={skeleton}>
      {({ distributorState }) =>
        distributorState === 'active' ? (
          children()
        ) : (
          <Empty
            art="seedling"
            title={distributorState === 'suspended' ? '推广已暂停' : '还不是推广员'}
            text={
              distributorState === 'suspended' ? '已有的佣金都还在' : '把喜欢的东西推荐给朋友，成交就有佣金'
            }
            action={ACTIONS[distributorState]}
            onAction={() => go('distribution/apply')}
          />
        )
      }
    </Loadable>
  )
}

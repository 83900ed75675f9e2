import type { ReactNode } from 'react'
import { go } from '@/platform'
import { Empty, Loadable } from '@/ui'
import { useSession } from '@/data'

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
              distributorState === 'suspended'
                ? '已有的佣金都还在，想恢复请联系客服'
                : '把喜欢的东西推荐给朋友，成交就有佣金'
            }
            {...(distributorState === 'suspended'
              ? {}
              : {
                  action: distributorState === 'pending' ? '看看审核进度' : '申请成为推广员',
                  onAction: () => go('distribution/apply'),
                })}
          />
        )
      }
    </Loadable>
  )
}

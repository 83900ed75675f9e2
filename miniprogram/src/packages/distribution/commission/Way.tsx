import { commissionSteps, type CommissionDetail } from '@/features/commission'
import { serverNow } from '@/platform'
import { Card, Timeline } from '@/ui'

/** 走到哪一步: every booking that moved this commission, and what is still to come. */
export function Way({ detail }: { detail: CommissionDetail }) {
  const steps = commissionSteps(detail, serverNow())
  return (
    <Card title="走到哪一步" extra={`订单 …${detail.orderTail}`}>
      <Timeline items={steps} />
    </Card>
  )
}

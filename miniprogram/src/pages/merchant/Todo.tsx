import type { Allows } from '@/features/staff'
import type { Overview } from '@/features/overview/merchant'
import { countText } from '@/words/count'
import { go } from '@/platform'
import { Card, Stat, StatRow } from '@/ui'

/** 待办: numbers that lead to the list they count. What somebody may not do is not put before them. */
export function Todo({ todo, allows }: { todo: Overview['todo']; allows: Allows }) {
  return (
    <Card title="待办">
      <StatRow>
        <Count
          label="待发货"
          count={todo.unshipped}
          urgent
          onClick={() => go('merchantOrders', { state: 'unshipped' })}
        />
        <Count
          label="退款中"
          count={todo.refunding}
          urgent
          onClick={() => go('merchantOrders', { state: 'refund' })}
        />
        {allows('distributor.review') && (
          <Count
            label="申请待审"
            count={todo.applications}
            onClick={() => go('merchantApplications', { state: 'pending' })}
          />
        )}
        {allows('product.read') && (
          <Count
            label="库存告急"
            count={todo.lowStock}
            onClick={() => go('merchantProducts', { tab: 'low_stock' })}
          />
        )}
      </StatRow>
    </Card>
  )
}

interface CountProps {
  label: string
  count: number
  /** Red while somebody waits. */
  urgent?: boolean
  onClick: () => void
}

function Count({ label, count, urgent, onClick }: CountProps) {
  return (
    <Stat
      label={label}
      value={countText(count)}
      tone={urgent && count > 0 ? 'red' : 'ink'}
      align="center"
      below
      onClick={onClick}
    />
  )
}

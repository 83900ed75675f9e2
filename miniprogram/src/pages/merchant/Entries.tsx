import { useOpenDifferences } from '@/features/reconciliation/merchant'
import type { Allows } from '@/features/staff'
import { go } from '@/platform'
import { Card, IconTile, TileGrid } from '@/ui'

/** The ways to everything that can be kept in order here. */
export function Entries({ allows }: { allows: Allows }) {
  const billing = allows('bill.reconcile')
  const open = useOpenDifferences(billing)
  return (
    <Card className="p-merchant__entries">
      <TileGrid columns={5}>
        {allows('product.read') && (
          <IconTile look="plain" icon="box" label="商品" onClick={() => go('merchantProducts', {})} />
        )}
        <IconTile
          look="plain"
          icon="list"
          label="订单"
          onClick={() => go('merchantOrders', { state: 'all' })}
        />
        {allows('distributor.review') && (
          <IconTile
            look="plain"
            icon="team"
            label="推广员"
            onClick={() => go('merchantApplications', { state: 'active' })}
          />
        )}
        {billing && (
          <IconTile
            look="plain"
            icon="wallet"
            label="对账"
            count={open}
            onClick={() => go('merchantBills')}
          />
        )}
        {allows('policy.write') && (
          <IconTile look="plain" icon="settings" label="佣金规则" onClick={() => go('merchantPolicy')} />
        )}
      </TileGrid>
    </Card>
  )
}

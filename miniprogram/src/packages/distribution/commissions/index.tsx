import { View } from '@tarojs/components'
import { useFreshOnShow } from '@/data'
import { COMMISSION_TABS, commissionTab, useCommissions, type CommissionTab } from '@/features/commission'
import { DistributorOnly } from '@/features/distributor'
import { go, useAddressed, useRefresh } from '@/platform'
import { Card, Empty, LoadableList, Page, SegmentedTabs } from '@/ui'
import { CommissionItem } from '../parts/CommissionItem'
import { ItemsSkeleton } from '../parts/ItemsSkeleton'
import { Statements } from './Statements'
import './index.scss'

/** 佣金明细: every commission, and the statements it was settled in. */
export default function CommissionsPage() {
  const [state, setState] = useAddressed('distribution/commissions', 'state')
  const tab = commissionTab(state)
  const refresh = useFreshOnShow('commission', 'settlement')
  useRefresh(refresh)
  return (
    <Page title="佣金明细">
      <DistributorOnly skeleton={<ItemsSkeleton />}>
        {() => (
          <>
            <View className="p-commissions__tabs">
              <SegmentedTabs items={[...COMMISSION_TABS]} value={tab} onChange={setState} />
            </View>
            {tab === 'statements' ? <Statements /> : <Commissions key={tab} tab={tab} />}
          </>
        )}
      </DistributorOnly>
    </Page>
  )
}

const NOTHING: Record<Exclude<CommissionTab, 'statements'>, { title: string; text: string }> = {
  all: { title: '第一笔还在路上', text: '分享一件你真心喜欢的东西，成交后这里就有记录' },
  pending: { title: '没有待结算的佣金', text: '客户付款后先记在这里，签收并过了冻结期就结算' },
  settled: { title: '还没有到账的佣金', text: '待结算的佣金到日子会自动入账，不用手动申请' },
  reversed: { title: '没有被扣回的佣金', text: '客户全额退款时，对应的佣金会记在这里' },
}

function Commissions({ tab }: { tab: Exclude<CommissionTab, 'statements'> }) {
  const list = useCommissions(tab)
  return (
    <LoadableList
      list={list}
      skeleton={<ItemsSkeleton />}
      empty={
        <Empty
          art="receipt"
          {...NOTHING[tab]}
          {...(tab === 'all' ? { action: '去分享', onAction: () => go('distribution/products') } : {})}
        />
      }
    >
      {(items) => (
        <Card padding="snug">
          {items.map((row) => (
            <CommissionItem key={row.commissionId + String(row.level)} row={row} />
          ))}
        </Card>
      )}
    </LoadableList>
  )
}

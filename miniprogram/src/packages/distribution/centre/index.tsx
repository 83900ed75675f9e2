import { View } from '@tarojs/components'
import { useFreshOnShow } from '@/data'
import { DistributorOnly } from '@/features/distributor'
import { useCentre, type Centre } from '@/features/centre'
import { go, useRefresh } from '@/platform'
import { Bone, Card, Empty, IconTile, Loadable, Page, TileGrid } from '@/ui'
import { CommissionItem } from '../parts/CommissionItem'
import { Head } from './Head'
import { Leave } from './Leave'
import { Trend } from './Trend'
import { Wallet } from './Wallet'
import './index.scss'

/** 推广中心: what a distributor has earned, and the ways to earn more. */
export default function CentrePage() {
  const refresh = useFreshOnShow('centre')
  useRefresh(refresh)
  return (
    <Page title="推广中心">
      <DistributorOnly skeleton={<CentreSkeleton />}>{() => <CentreContent />}</DistributorOnly>
    </Page>
  )
}

function CentreContent() {
  const centre = useCentre()
  return (
    <Loadable state={centre} skeleton={<CentreSkeleton />}>
      {(data) => (
        <>
          <Head centre={data} />
          <Wallet centre={data} />
          <Ways />
          <Trend centre={data} />
          <Recent rows={data.recent} />
          <Leave />
        </>
      )}
    </Loadable>
  )
}

function Ways() {
  return (
    <Card className="p-centre__ways">
      <TileGrid columns={4}>
        <IconTile icon="share" label="分享商品" onClick={() => go('distribution/products')} />
        <IconTile icon="poster" label="生成海报" onClick={() => go('distribution/poster')} />
        <IconTile icon="team" label="我的客户" onClick={() => go('distribution/customers')} />
        <IconTile icon="list" label="佣金明细" onClick={() => go('distribution/commissions', {})} />
      </TileGrid>
    </Card>
  )
}

function Recent({ rows }: { rows: Centre['recent'] }) {
  if (rows.length === 0) {
    return (
      <Card title="最近佣金">
        <Empty
          inline
          art="receipt"
          title="第一笔还在路上"
          text="分享一件你真心喜欢的东西，成交后这里就有记录"
          action="去分享"
          onAction={() => go('distribution/products')}
        />
      </Card>
    )
  }
  return (
    <Card title="最近佣金" padding="snug" extra="全部" onExtra={() => go('distribution/commissions', {})}>
      {rows.map((row) => (
        <CommissionItem key={row.commissionId + String(row.level)} row={row} />
      ))}
    </Card>
  )
}

function CentreSkeleton() {
  return (
    <View>
      <View className="u-row">
        <Bone width={36} height={36} radius={18} />
        <View className="u-grow p-centre__bones">
          <Bone width={140} height={16} />
          <Bone width={200} height={11} top={8} />
        </View>
      </View>
      <Bone height={164} radius={16} top={12} />
      <Bone height={92} radius={12} top={10} />
      <Bone height={216} radius={12} top={10} />
    </View>
  )
}

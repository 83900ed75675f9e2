import { View } from '@tarojs/components'
import { useEffect } from 'react'
import { useFreshOnShow, useSession } from '@/data'
import { StaffOnly, type Allows } from '@/features/staff'
import { useOverview } from '@/features/overview/merchant'
import { go, useRefresh } from '@/platform'
import { Bone, Loadable, Notice, Page, tabState } from '@/ui'
import { entryTopics } from './allowed'
import { Entries } from './Entries'
import { Lines } from './Lines'
import { ShopHead } from './ShopHead'
import { Today } from './Today'
import { Todo } from './Todo'
import { Turnover } from './Turnover'
import './index.scss'

/** 商家: how the shop does today, what waits, and the ways to everything else. Staff only. */
export default function MerchantPage() {
  const refresh = useFreshOnShow('overview', ...entryTopics)
  useRefresh(refresh)
  return (
    <Page title="商家" tab="merchant">
      <StaffOnly needs="order.read" skeleton={<OverviewSkeleton />}>
        {(allows) => <Overview allows={allows} />}
      </StaffOnly>
    </Page>
  )
}

function Overview({ allows }: { allows: Allows }) {
  const overview = useOverview()
  const unshipped = overview.data?.todo.unshipped
  useEffect(() => {
    if (unshipped !== undefined) tabState.setState({ merchantCount: unshipped })
  }, [unshipped])
  return (
    <Loadable state={overview} skeleton={<OverviewSkeleton />}>
      {(data) => (
        <>
          <ShopHead overview={data} />
          {allows('settings.write') && <NotOpen />}
          <Today overview={data} allows={allows} />
          <Todo todo={data.todo} allows={allows} />
          <Lines allows={allows} />
          <Turnover trend={data.trend} />
          <Entries allows={allows} />
        </>
      )}
    </Loadable>
  )
}

/** What comes before everything else until the shop is open. */
function NotOpen() {
  if (!useSession().data?.shop.closed) return null
  return (
    <View className="p-merchant__closed">
      <Notice tone="amber" icon="info" onClick={() => go('merchant-shop/settings', {})}>
        店还没开张，买家只看到「正在布置」。去接着填
      </Notice>
    </View>
  )
}

function OverviewSkeleton() {
  return (
    <View>
      <View className="u-row">
        <Bone width={36} height={36} radius={10} />
        <View className="u-grow p-merchant__bones">
          <Bone width={150} height={16} />
          <Bone width={90} height={11} top={8} />
        </View>
      </View>
      <Bone height={186} radius={12} top={12} />
      <Bone height={114} radius={12} top={10} />
      <Bone height={184} radius={12} top={10} />
    </View>
  )
}

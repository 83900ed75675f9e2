import { View } from '@tarojs/components'
import { useFreshOnShow } from '@/data'
import { dateText } from '@shared/words/moment'
import { countText } from '@shared/words/count'
import { DistributorOnly } from '@/features/distributor'
import { useCustomers, type Customer } from '@/features/binding'
import { go, serverNow, useRefresh } from '@/platform'
import { formatYuan } from '@shared/money'
import { Avatar, Card, Empty, LoadableList, Notice, Page, Tag } from '@/ui'
import { ItemsSkeleton } from '../parts/ItemsSkeleton'
import './index.scss'

/** 我的客户: who came through one's shares. Names are masked by the server. */
export default function CustomersPage() {
  const refresh = useFreshOnShow('binding')
  useRefresh(refresh)
  return (
    <Page title="我的客户">
      <DistributorOnly skeleton={<ItemsSkeleton />}>{() => <Customers />}</DistributorOnly>
    </Page>
  )
}

function Customers() {
  const list = useCustomers()
  return (
    <LoadableList
      list={list}
      skeleton={<ItemsSkeleton />}
      empty={
        <Empty
          art="seedling"
          title="还没有客户"
          text="有人点开你的分享进店，就会出现在这里"
          action="去分享"
          onAction={() => go('distribution/products')}
        />
      }
    >
      {(items) => (
        <>
          <Notice tone="gray" icon="shield">
            有效期内，客户自己进店买也算你的推荐
          </Notice>
          <Card padding="snug" className="p-customers__list">
            {items.map((customer, index) => (
              <CustomerItem key={`${customer.boundAt}-${index}`} customer={customer} />
            ))}
          </Card>
        </>
      )}
    </LoadableList>
  )
}

function CustomerItem({ customer }: { customer: Customer }) {
  const now = serverNow()
  const { name, avatar, boundAt, expiresAt, orders, spentFen } = customer
  return (
    <View className="p-customers__item">
      <Avatar name={name} src={avatar} size={40} />
      <View className="p-customers__main">
        <View className="p-customers__name">
          <View className="u-one">{name}</View>
          {expiresAt <= now && <Tag tone="gray">已过期</Tag>}
        </View>
        <View className="p-customers__note">
          {`${dateText(boundAt, now)} 绑定 · ${expiresAt <= now ? '已于' : '有效到'} ${dateText(expiresAt, now)}${expiresAt <= now ? ' 过期' : ''}`}
        </View>
      </View>
      <View className="p-customers__end">
        <View className="p-customers__spent">{`¥${formatYuan(spentFen)}`}</View>
        <View className="p-customers__note">{orders > 0 ? `${countText(orders)} 单` : '还没下单'}</View>
      </View>
    </View>
  )
}

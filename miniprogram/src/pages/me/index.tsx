import { View } from '@tarojs/components'
import { useState } from 'react'
import { useFreshOnShow, useSession } from '@/data'
import { wayIn } from '@/features/distributor'
import { shopLine, useContact } from '@/features/shop'
import { useOrderCounts } from '@/features/order'
import { go, useRefresh } from '@/platform'
import { Avatar, Card, ContactButton, Icon, IconTile, Loadable, Page, Row, Tag, TileGrid } from '@/ui'
import { NicknameDialog } from './NicknameDialog'
import { MeSkeleton } from './MeSkeleton'
import './index.scss'

export default function MePage() {
  const session = useSession()
  const counts = useOrderCounts()
  const contact = useContact()
  const [renaming, setRenaming] = useState(false)
  useFreshOnShow('order')
  useRefresh(() => Promise.all([session.refetch(), counts.refetch()]))

  const { unpaid = 0, unshipped = 0, shipped = 0 } = counts.data ?? {}
  return (
    <Page tab="me" title="我的">
      <Loadable state={session} skeleton={<MeSkeleton />}>
        {({ nickname, avatar, distributorState, recommendedBy, shop }) => {
          const way = wayIn(distributorState)
          return (
            <>
              <View className="me-head" role="button" aria-label="修改昵称" onClick={() => setRenaming(true)}>
                <Avatar name={nickname} src={avatar} size={56} />
                <View className="me-head__words">
                  <View className="me-head__name">
                    <View className="me-head__nickname">{nickname}</View>
                    {distributorState === 'active' && <Tag tone="gold">推广员</Tag>}
                    <Icon name="edit" size={16} className="me-head__edit" />
                  </View>
                  <View className="me-head__note">
                    {recommendedBy
                      ? `由「${recommendedBy}」推荐来到${shop.name || '本店'}`
                      : `欢迎来到${shop.name || '本店'}`}
                  </View>
                </View>
              </View>
              <Card title="我的订单" extra="全部" onExtra={() => go('sale/orders', {})}>
                <TileGrid columns={4}>
                  <IconTile
                    look="plain"
                    icon="wallet"
                    label="待付款"
                    count={unpaid}
                    onClick={() => go('sale/orders', { state: 'unpaid' })}
                  />
                  <IconTile
                    look="plain"
                    icon="box"
                    label="待发货"
                    count={unshipped}
                    onClick={() => go('sale/orders', { state: 'unshipped' })}
                  />
                  <IconTile
                    look="plain"
                    icon="truck"
                    label="待收货"
                    count={shipped}
                    onClick={() => go('sale/orders', { state: 'shipped' })}
                  />
                  <IconTile
                    look="plain"
                    icon="ok"
                    label="已完成"
                    onClick={() => go('sale/orders', { state: 'done' })}
                  />
                </TileGrid>
              </Card>
              <Card padding="snug" className="me-distribution">
                <Row
                  strong
                  icon="gift"
                  label={way.title}
                  value={way.note}
                  tone="faint"
                  onClick={() => go(way.to)}
                />
              </Card>
              <Card padding="snug">
                <Row strong icon="pin" label="收货地址" onClick={() => go('sale/addresses', {})} />
                <Row strong icon="shield" label="设置与隐私" onClick={() => go('people/settings')} />
                <ContactButton contact={contact} className="me-contact">
                  <Row strong icon="chat" label="联系客服" arrow />
                </ContactButton>
              </Card>
              <View className="me-foot">{shopLine(shop)}</View>
              <NicknameDialog open={renaming} nickname={nickname} onClose={() => setRenaming(false)} />
            </>
          )
        }}
      </Loadable>
    </Page>
  )
}

import { Text, View } from '@tarojs/components'
import { BarChart, Button, Card, IconTile, Logo, Notice, Page, Stat, StatRow, TileGrid, toast } from '@/ui'
import { sales } from '../sample'

export function GalleryNumbers() {
  return (
    <Page title="商家" tab="merchant">
      <View className="u-row" style={{ marginBottom: '12px' }}>
        <Logo size={36} />
        <View className="u-grow" style={{ marginLeft: '10px' }}>
          <View className="u-serif" style={{ fontSize: '16px', lineHeight: '22px' }}>
            山野集 · 产地直供
          </View>
          <View className="u-11 u-c2">店长 沈禾 · 营业中</View>
        </View>
        <Button kind="line" size="xs">
          扫码核销
        </Button>
      </View>
      <Card title="今日" extra="更新于 09:41">
        <StatRow ruled>
          <Stat label="成交额（元）" value="9,612.40" size="l" change="较昨日 +9.1%" trend="up" />
          <Stat label="订单" value="63" change="+5" trend="up" />
          <Stat label="访客" value="1,408" change="−2.3%" trend="down" />
        </StatRow>
        <View style={{ height: '14px' }} />
        <Notice tone="gold" onClick={() => toast('推广')}>
          推广带来 <Text className="u-b">¥3,870.00</Text>（40%），应付佣金{' '}
          <Text className="u-b">¥412.66</Text>
        </Notice>
      </Card>
      <Card title="待办">
        <StatRow>
          <Stat label="待发货" value="18" tone="red" below align="center" />
          <Stat label="退款待审" value="3" tone="red" below align="center" />
          <Stat label="提现待审" value="5" below align="center" />
          <Stat label="库存告急" value="2" below align="center" />
        </StatRow>
      </Card>
      <Card title="近 30 天成交" extra="¥18.5 万 日均 6,180">
        <BarChart
          bars={sales}
          labels={['10/23', '11/06', '今天']}
          legend={{ rest: '自然成交', part: '推广成交' }}
          summary="近 30 天成交"
        />
      </Card>
      <Card>
        <TileGrid columns={4}>
          <IconTile look="plain" icon="box" label="商品" />
          <IconTile look="plain" icon="list" label="订单" />
          <IconTile look="plain" icon="refund" label="售后" />
          <IconTile look="plain" icon="team" label="推广员" />
        </TileGrid>
      </Card>
    </Page>
  )
}

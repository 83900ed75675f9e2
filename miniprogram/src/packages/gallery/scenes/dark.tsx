import { View } from '@tarojs/components'
import {
  Backdrop,
  Button,
  Card,
  confirm,
  copy,
  KeyValue,
  Page,
  ProductLine,
  Steps,
  Tag,
  Timeline,
} from '@/ui'

export function GalleryDark() {
  return (
    <Page
      title="订单详情"
      nav={{ tone: 'dark' }}
      backdrop={<Backdrop />}
      bar={
        <View className="u-row u-grow" style={{ justifyContent: 'flex-end', gap: '10px' }}>
          <Button kind="line" size="s">
            申请售后
          </Button>
          <Button kind="line" size="s">
            联系客服
          </Button>
          <Button
            size="s"
            onClick={() => confirm({ title: '确认收到货了？', text: '确认后货款会结算给商家' })}
          >
            确认收货
          </Button>
        </View>
      }
    >
      <View style={{ color: '#fff', padding: '0 4px', marginTop: '-2px' }}>
        <View className="u-20 u-b">包裹正在路上</View>
        <View className="u-13" style={{ opacity: 0.82, margin: '2px 0 16px' }}>
          预计明天送达 · 签收后 7 天可退
        </View>
        <Steps labels={['已付款', '已发货', '运输中', '已签收']} at={2} />
      </View>
      <View style={{ height: '18px' }} />
      <Card title="物流" extra="顺丰 SF1388 0421 7765" onExtra={() => copy('SF138804217765')}>
        <Timeline
          items={[
            {
              key: '4',
              title: '到达杭州转运中心',
              text: '下一站 西湖文三营业点',
              time: '今天 08:12',
              state: 'now',
            },
            { key: '3', title: '从南平发出', text: '武夷山产地仓，恒温箱运输', time: '昨天 21:40' },
            { key: '2', title: '商家已发货', time: '昨天 16:05' },
            { key: '1', title: '已付款 ¥284.00', time: '11-19 20:31' },
          ]}
        />
      </Card>
      <Card padding="snug">
        <ProductLine
          line={{
            name: '武夷岩茶 大红袍 正岩三坑',
            specText: '125g · 罐装',
            picture: 'pictures/yancha.webp',
            priceFen: 16800,
            quantity: 1,
          }}
        />
        <ProductLine
          line={{
            name: '深山百花蜜 封盖成熟',
            specText: '500g · 玻璃瓶',
            picture: 'pictures/honey.webp',
            priceFen: 6800,
            quantity: 2,
          }}
        >
          <Tag tone="gray">已退 1 件 ¥63.53</Tag>
        </ProductLine>
      </Card>
      <Card>
        <KeyValue label="实付" note="含券 −¥20.00" value="¥284.00" strong />
        <KeyValue label="收货" value="林知夏 西湖区文三路 199 号" />
        <KeyValue label="订单号" value="2026 1119 2031 0047" />
        <KeyValue label="应得" value="¥25.18" tone="gold" total />
      </Card>
    </Page>
  )
}

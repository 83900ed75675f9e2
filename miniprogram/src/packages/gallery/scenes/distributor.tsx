import { View } from '@tarojs/components'
import {
  Avatar,
  Button,
  Card,
  HeroCard,
  IconTile,
  LineChart,
  Page,
  Stat,
  StatRow,
  Tag,
  TileGrid,
  toast,
} from '@/ui'
import { commissions } from '../sample'

export function GalleryDistributor() {
  return (
    <Page title="推广中心">
      <View className="u-row" style={{ marginBottom: '12px' }}>
        <Avatar name="阿拾" color="#96661A" />
        <View className="u-grow" style={{ marginLeft: '10px' }}>
          <View className="u-15 u-b">
            阿拾的山货铺 <Tag tone="gold">金叶推广员</Tag>
          </View>
          <View className="u-11 u-c2 u-num">再成交 ¥1,860 升「榕冠」，佣金 12% → 15%</View>
        </View>
      </View>
      <HeroCard>
        <View className="u-between">
          <Stat label="可提现（元）" value="1,286.42" size="xl" tone="white" />
          <Button kind="white" size="xs">
            提现
          </Button>
        </View>
        <View style={{ marginTop: '14px', paddingTop: '12px', borderTop: '0.5px solid #ffffff2e' }}>
          <StatRow>
            <Stat label="待结算 · 14 笔" value="318.60" size="s" tone="white" below />
            <Stat label="本月预计" value="2,302.16" size="s" tone="white" below />
            <Stat label="累计到账" value="8,740.05" size="s" tone="white" below />
          </StatRow>
        </View>
      </HeroCard>
      <View style={{ height: '10px' }} />
      <Card>
        <TileGrid columns={4}>
          <IconTile icon="share" label="分享商品" onClick={() => toast('分享')} />
          <IconTile icon="poster" label="生成海报" />
          <IconTile icon="team" label="我的客户" />
          <IconTile icon="list" label="佣金明细" count={2} />
        </TileGrid>
      </Card>
      <Card
        title="近 30 天佣金"
        extra={
          <View>
            <View className="u-gold u-b u-14" style={{ display: 'inline' }}>
              ¥2,866
            </View>{' '}
            较上期 +18%
          </View>
        }
      >
        <LineChart values={commissions} labels={['10/23', '11/06', '今天']} summary="近 30 天佣金" />
        <View style={{ marginTop: '14px', paddingTop: '12px', borderTop: '0.5px solid var(--line)' }}>
          <StatRow flow>
            <Stat label="浏览" value="1,204" size="s" below />
            <Stat label="访客" value="316" size="s" below />
            <Stat label="下单" value="58" size="s" below />
            <Stat label="成交 16.1%" value="51" size="s" below />
          </StatRow>
        </View>
      </Card>
    </Page>
  )
}

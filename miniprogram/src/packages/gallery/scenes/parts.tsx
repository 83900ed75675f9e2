import { View } from '@tarojs/components'
import {
  Avatar,
  Badge,
  Button,
  Card,
  Check,
  Icon,
  iconNames,
  Notice,
  Page,
  Price,
  ProductCard,
  ProductLine,
  ProductList,
  SkeletonGrid,
  SkeletonList,
  Stepper,
  Tag,
  toast,
} from '@/ui'
import { products } from '../sample'

export function GalleryParts() {
  return (
    <Page title="零件 · 一个特别特别特别长的页面标题">
      <Card title="钮">
        <View style={{ display: 'flex', flexWrap: 'wrap', gap: '10px' }}>
          <Button>主钮</Button>
          <Button kind="secondary">次钮</Button>
          <Button kind="line">线钮</Button>
          <Button kind="gold">去分享</Button>
          <Button disabled>不可用</Button>
          <Button reason="库存不足">立即购买</Button>
          <Button loading>支付中</Button>
          <Button size="xs">小</Button>
          <Button size="s" kind="line">
            中小
          </Button>
          <Button kind="danger" size="m">
            删除
          </Button>
          <Button kind="ghost" size="s">
            文字
          </Button>
        </View>
      </Card>
      <Card title="价 签 徽">
        <View style={{ display: 'flex', flexWrap: 'wrap', gap: '12px', alignItems: 'baseline' }}>
          <Price fen={16800} size="xl" />
          <Price fen={1286490} size="l" tone="ink" />
          <Price fen={2518} tone="gold" plus />
          <Price fen={-635} size="s" tone="ink" />
          <Price fen={4990} decimals="auto" wasFen={6900} />
          <Price fen={0} size="xs" />
        </View>
        <View style={{ display: 'flex', flexWrap: 'wrap', gap: '8px', marginTop: '12px' }}>
          <Tag>产地直供</Tag>
          <Tag tone="red">秋茶季</Tag>
          <Tag tone="gold">金叶推广员</Tag>
          <Tag tone="amber">待结算</Tag>
          <Tag tone="gray">已完结</Tag>
          <Tag tone="info">处理中</Tag>
          <Badge count={120} />
          <Badge dot />
          <Avatar name="林知夏" />
          <Avatar name="Banyan" square />
          <Avatar name="周**" size={24} />
        </View>
      </Card>
      <Card title="图标">
        <View style={{ display: 'grid', gridTemplateColumns: 'repeat(9, 1fr)', rowGap: '10px' }}>
          {iconNames.map((name) => (
            <Icon key={name} name={name} />
          ))}
        </View>
      </Card>
      <Card padding="snug">
        {products.map((product) => (
          <ProductLine
            key={product.name}
            cart
            size={88}
            leading={<Check on={!product.soldOut} disabled={product.soldOut ?? false} />}
            line={{ ...product, specText: '125g · 罐装', quantity: 2 }}
            action={<Stepper small value={2} onChange={() => toast('改数量')} />}
          />
        ))}
      </Card>
      <View style={{ height: '10px' }} />
      <ProductList>
        {products.map((product) => (
          <ProductCard
            key={product.name}
            look="line"
            product={product}
            earnFen={2016}
            onClick={() => toast(product.name)}
            onAdd={() => toast('已加入')}
          />
        ))}
      </ProductList>
      <View style={{ height: '10px' }} />
      <Notice tone="amber" icon="info">
        请在 29:59 内付款
      </Notice>
      <View style={{ height: '10px' }} />
      <SkeletonList count={1} />
      <View style={{ height: '10px' }} />
      <SkeletonGrid count={2} />
    </Page>
  )
}

import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import {
  BarAction,
  Button,
  ButtonPair,
  Choices,
  Icon,
  Lift,
  NavBar,
  Notice,
  OldPrice,
  Page,
  Picture,
  Price,
  Row,
  Sheet,
  Stepper,
  Tag,
  toast,
} from '@/ui'

export function GalleryProduct() {
  const [open, setOpen] = useState(false)
  const [size, setSize] = useState('125g')
  const [count, setCount] = useState(1)
  const pair = (
    <ButtonPair
      left={{ children: '加入购物车', onClick: () => setOpen(true) }}
      right={{ children: '立即购买', onClick: () => setOpen(true) }}
    />
  )
  return (
    <Page
      nav={null}
      gutter={false}
      bar={
        <>
          <BarAction icon="chat" label="客服" />
          <BarAction icon="cart" label="购物车" count={3} />
          {pair}
        </>
      }
    >
      <NavBar tone="clear" overlay />
      <View style={{ marginTop: '-8px' }}>
        <Picture src="pictures/yancha.webp" radius={0} eager />
      </View>
      <View style={{ background: '#fff', padding: '16px' }}>
        <View className="u-between">
          <View className="u-row" style={{ alignItems: 'baseline' }}>
            <Price fen={16800} size="xl" />
            <Text style={{ margin: '0 8px' }}>
              <OldPrice fen={21800} large />
            </Text>
            <Tag tone="red">秋茶季</Tag>
          </View>
          <Text className="u-12 u-c2 u-num">已售 2,316</Text>
        </View>
        <View className="u-17 u-b" style={{ marginTop: '8px' }}>
          武夷岩茶 大红袍 正岩三坑 中足火 125g 罐装
        </View>
        <View className="u-13 u-c2" style={{ margin: '4px 0 12px' }}>
          福建武夷山 · 2026 春茶 · 炭焙三道
        </View>
        <Notice
          tone="gold"
          icon="gift"
          action={
            <Button kind="gold" size="xs">
              去分享
            </Button>
          }
        >
          <Text className="u-13">推广赚 </Text>
          <Text className="u-15 u-b">¥20.16</Text> 金叶 12%
        </Notice>
      </View>
      <View className="u-gutter" style={{ background: '#fff', marginTop: '8px' }}>
        <Row label="已选" start value="125g · 罐装 · 1 件" onClick={() => setOpen(true)} />
        <Row label="送至" start value="杭州市西湖区 · 预计周一（11/23）到" onClick={() => toast('地址')} />
        <Row
          start
          value={
            <View className="u-row u-12 u-c2">
              <Icon name="shield" size={15} color="var(--brand)" />
              &nbsp;7 天无理由
            </View>
          }
          onClick={() => toast('保障')}
        />
      </View>
      <Sheet
        title="选择规格"
        open={open}
        onClose={() => setOpen(false)}
        head={
          <Lift picture="pictures/yancha.webp">
            <Price fen={16800} size="xl" wasFen={21800} />
            <View className="u-12 u-c2">库存 86 件 · 限购 5 件</View>
            <View className="u-13">已选 {size} · 罐装</View>
          </Lift>
        }
        footer={pair}
      >
        <View className="u-14 u-b" style={{ margin: '12px 0 10px' }}>
          净含量
        </View>
        <Choices
          options={[
            { value: '50g', label: '50g 尝鲜' },
            { value: '125g', label: '125g' },
            { value: '250g', label: '250g' },
            { value: '500g', label: '500g', off: true },
          ]}
          value={size}
          onChange={setSize}
        />
        <View className="u-between" style={{ marginTop: '22px' }}>
          <Text className="u-14 u-b">数量</Text>
          <Stepper value={count} max={5} onChange={setCount} onLimit={() => toast('限购 5 件')} />
        </View>
      </Sheet>
    </Page>
  )
}

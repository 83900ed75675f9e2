import { Text, View } from '@tarojs/components'
import {
  IconTile,
  Logo,
  Page,
  Picture,
  ProductCard,
  ProductGrid,
  ProductStrip,
  SearchBox,
  SectionTitle,
  TileGrid,
  toast,
} from '@/ui'
import { categoryIcon } from '@shared/category-icons'
import { products, strip } from '../sample'

const pictureOf = (name: string) => `${location.origin}/pictures/icons/${name}.svg`
const categories: [string, string][] = [
  [pictureOf('tea'), '茶'],
  [pictureOf('honey'), '蜜'],
  [pictureOf('mush'), '菌菇'],
  [pictureOf('rice'), '米面'],
  [pictureOf('fruit'), '鲜果'],
  [pictureOf('nut'), '坚果'],
  [pictureOf('egg'), '禽蛋'],
  [pictureOf('oil'), '粮油'],
  ['gift', '礼盒'],
  ['grid', '全部'],
]

export function GalleryHome() {
  return (
    <Page
      tab="home"
      nav={{ children: <SearchBox placeholder="搜武夷岩茶、羊肚菌" onClick={() => toast('搜索')} /> }}
    >
      <View className="u-row" style={{ padding: '0 0 10px' }}>
        <Logo size={24} />
        <Text className="u-17 u-serif" style={{ margin: '0 8px' }}>
          山野集
        </Text>
        <Text className="u-12 u-c2">产地直供 · 第 312 天</Text>
      </View>
      <Picture src="pictures/banner.webp" ratio={343 / 144} radius={12} eager />
      <View style={{ height: '16px' }} />
      <TileGrid columns={5}>
        {categories.map(([icon, label]) => (
          <IconTile key={label} {...categoryIcon(icon)} label={label} look="tile" />
        ))}
      </TileGrid>
      <SectionTitle title="本周下山" note="现采现发，卖完等下一季" onMore={() => toast('更多')} />
      <ProductStrip>
        {strip.map((product) => (
          <ProductCard
            key={product.name}
            look="small"
            product={product}
            onClick={() => toast(product.name)}
          />
        ))}
      </ProductStrip>
      <SectionTitle title="老客常买" note="复购率前十" onMore={() => toast('更多')} />
      <ProductGrid>
        {products.map((product) => (
          <ProductCard
            key={product.name}
            product={product}
            onClick={() => toast(product.name)}
            onAdd={() => toast('已加入购物车', { icon: 'ok' })}
          />
        ))}
      </ProductGrid>
    </Page>
  )
}

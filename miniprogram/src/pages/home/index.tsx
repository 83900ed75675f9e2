import { View } from '@tarojs/components'
import { categoryIcon } from '@shared/category-icons'
import { homeCard, useShareCode } from '@/features/sharing'
import { useHome, useQuickAdd, type Home } from '@/features/catalog'
import { useSession } from '@/data'
import { ClosedShop, closedTo, SET_UP, useUnsure } from '@/features/shop'
import { go, useRefresh, useShare } from '@/platform'
import {
  Empty,
  IconTile,
  Loadable,
  Notice,
  Page,
  ProductCard,
  ProductGrid,
  ProductStrip,
  SearchBox,
  SectionTitle,
  TileGrid,
} from '@/ui'
import { Banners } from './Banners'
import { openCategory } from './open-category'
import { HomeSkeleton } from './HomeSkeleton'
import { ShopHead } from './ShopHead'
import './index.scss'

/** Two rows of five. */
const TILES = 10

export default function HomePage() {
  const home = useHome()
  const session = useSession()
  const { quickAdd, sheet } = useQuickAdd()
  const code = useShareCode(undefined)
  useShare(() => homeCard(session.data, code, home.data?.banners[0]?.picture))
  useRefresh(() => Promise.all([home.refetch(), session.refetch()]))

  const unsure = useUnsure(session)
  const closed = closedTo(session.data)
  if (closed)
    return (
      <Page tab="home">
        <ClosedShop shop={closed} />
      </Page>
    )
  const { shop, staffPermissions = [] } = session.data ?? {}
  const search = (
    <SearchBox placeholder={home.data?.searchHint || '搜索商品'} onClick={() => go('goods/list', {})} />
  )
  return (
    <Page tab="home" nav={{ children: search }}>
      <Loadable state={unsure ? { ...home, data: undefined, error: null } : home} skeleton={<HomeSkeleton />}>
        {({ banners, categories, sections }) => (
          <>
            <ShopHead shop={shop} />
            {shop?.closed && (
              <Notice {...(staffPermissions.includes('settings.write') && { onClick: () => go(SET_UP) })}>
                还没开张，只有你们看得到
              </Notice>
            )}
            {banners.length > 0 && <Banners banners={banners} />}
            <View className="home-tiles">
              <TileGrid columns={5}>
                {categories.slice(0, TILES).map(({ categoryId, name, icon }) => (
                  <IconTile
                    key={categoryId}
                    {...categoryIcon(icon)}
                    label={name}
                    look="tile"
                    onClick={() => openCategory(categoryId)}
                  />
                ))}
              </TileGrid>
            </View>
            {sections.length === 0 && (
              <Empty inline art="seedling" title="商品正在路上" text="店家还在上架，过会儿再来看看" />
            )}
            {sections.map((section, at) => (
              <Section key={section.sectionId} section={section} eager={at === 0} onAdd={quickAdd} />
            ))}
          </>
        )}
      </Loadable>
      {sheet}
    </Page>
  )
}

interface SectionProps {
  section: Home['sections'][number]
  eager: boolean
  onAdd: ReturnType<typeof useQuickAdd>['quickAdd']
}

function Section({ section, eager, onAdd }: SectionProps) {
  const { title, subtitle, layout, sectionId, products } = section
  if (products.length === 0) return null
  const small = layout === 'row'
  const cards = products.map((product) => (
    <ProductCard
      key={product.productId}
      product={product}
      look={small ? 'small' : 'grid'}
      eager={eager}
      onClick={() => go('goods/detail', { productId: product.productId })}
      {...(small ? {} : { onAdd: () => onAdd(product) })}
    />
  ))
  return (
    <>
      <SectionTitle title={title} note={subtitle} onMore={() => go('goods/list', { sectionId })} />
      {small ? <ProductStrip>{cards}</ProductStrip> : <ProductGrid>{cards}</ProductGrid>}
    </>
  )
}

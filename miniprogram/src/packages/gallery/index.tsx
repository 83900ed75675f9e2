// eslint-disable-next-line no-restricted-imports -- the gallery is no page of the product: it has no route of its own
import { useRouter } from '@tarojs/taro'
import { View } from '@tarojs/components'
import { tabState } from '@/ui'
import { GalleryDark } from './scenes/dark'
import { GalleryForm } from './scenes/form'
import { GalleryHome } from './scenes/home'
import { GalleryNumbers } from './scenes/numbers'
import { GalleryParts } from './scenes/parts'
import { GalleryDistributor } from './scenes/distributor'
import { GalleryProduct } from './scenes/product'
import { GalleryStates } from './scenes/states'

tabState.setState({ cartCount: 3, merchantCount: 18, staff: false })

const scenes: Record<string, () => JSX.Element> = {
  home: GalleryHome,
  product: GalleryProduct,
  dark: GalleryDark,
  distributor: GalleryDistributor,
  numbers: GalleryNumbers,
  form: GalleryForm,
  parts: GalleryParts,
  states: GalleryStates,
}

/** Development only (GALLERY=1): `#/packages/gallery/index?scene=home`. */
export default function GalleryPage() {
  const { params } = useRouter()
  const Scene = scenes[params['show'] ?? 'home']
  return Scene ? <Scene /> : <View>{Object.keys(scenes).join(' ')}</View>
}

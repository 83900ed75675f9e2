import { View } from '@tarojs/components'
import { useSharingProducts } from '@/features/sharing'
import { formatYuan } from '@shared/money'
import { Icon, ListFooter, Loadable, Picture, Price, Sheet } from '@/ui'
import { ItemsSkeleton } from '../parts/ItemsSkeleton'

export interface ProductPickerProps {
  open: boolean
  chosen: string
  onClose: () => void
  onChoose: (productId: string) => void
}

/** Which product the poster shows. */
export function ProductPicker({ open, chosen, onClose, onChoose }: ProductPickerProps) {
  const list = useSharingProducts('', open)
  return (
    <Sheet open={open} onClose={onClose} title="换一件商品">
      <Loadable state={list} skeleton={<ItemsSkeleton />} inline>
        {() => (
          <>
            {list.items.map((product) => (
              <View
                key={product.productId}
                className="p-poster__option"
                role="option"
                hoverClass="u-press"
                onClick={() => onChoose(product.productId)}
              >
                <Picture src={product.picture} size={48} />
                <View className="p-poster__option-main">
                  <View className="u-14 u-one">{product.name}</View>
                  <View className="u-row">
                    <Price fen={product.priceFen} size="xs" decimals="auto" />
                    <View className="p-poster__earn">{`赚 ¥${formatYuan(product.earnFen)}`}</View>
                  </View>
                </View>
                {product.productId === chosen && <Icon name="check" size={18} color="var(--brand)" />}
              </View>
            ))}
            <ListFooter list={list} />
          </>
        )}
      </Loadable>
    </Sheet>
  )
}

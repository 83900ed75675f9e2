import { View } from '@tarojs/components'
import { formatYuan } from '@shared/money'
import { Icon } from '../base/Icon'
import { Picture } from '../base/Picture'
import { Price } from '../base/Price'
import { Tag } from '../base/Tag'
import { cx } from '../cx'
import './ProductCard.scss'

/** What a card needs of a product; the catalogue's answer has all of it. */
export interface ProductFace {
  name: string
  sellingPoint?: string
  picture: string
  priceFen: number
  /** 0: none. */
  listPriceFen?: number
  tag?: string
  soldOut?: boolean
}

export interface ProductCardProps {
  product: ProductFace
  /** grid: two columns · small: 116 wide, scrolls sideways · line: picture at the left, in a list */
  look?: 'grid' | 'small' | 'line'
  onClick: () => void
  /** Shows the green plus. */
  onAdd?: () => void
  /** Only distributors see it: what a sale earns, in fen. */
  earnFen?: number
  /** Above the fold: the picture is not lazy. */
  eager?: boolean
}

/** A product to choose. */
export function ProductCard({ product, look = 'grid', onClick, onAdd, earnFen, eager }: ProductCardProps) {
  const { name, sellingPoint, picture, priceFen, listPriceFen = 0, tag, soldOut } = product
  const shape = {
    ...(look === 'line' ? { size: 96, radius: 8 } : { radius: 0, ratio: look === 'small' ? 1.16 : 1 }),
    ...(soldOut ? { veil: '售罄' } : {}),
    ...(eager ? { eager } : {}),
  }
  return (
    <View
      className={cx('ui-product', `ui-product--${look}`)}
      role="link"
      hoverClass="ui-product--press"
      onClick={onClick}
    >
      <Picture src={picture} alt={name} {...shape} />
      {tag && look !== 'small' && <Tag className="ui-product__tag">{tag}</Tag>}
      <View className="ui-product__body">
        <View className="ui-product__name">{name}</View>
        {look !== 'small' && sellingPoint !== undefined && (
          <View className="ui-product__point">{sellingPoint}</View>
        )}
        {earnFen !== undefined && earnFen > 0 && (
          <Tag tone="gold" className="ui-product__earn">{`赚 ¥${formatYuan(earnFen)}`}</Tag>
        )}
        <View className="ui-product__foot">
          <Price fen={priceFen} wasFen={listPriceFen} size={look === 'small' ? 's' : 'm'} decimals="auto" />
          {onAdd && look !== 'small' && !soldOut && (
            <View
              className="ui-product__add"
              role="button"
              aria-label={`把${name}加入购物车`}
              hoverClass="u-press"
              hoverStopPropagation
              onClick={(event) => {
                event.stopPropagation()
                onAdd()
              }}
            >
              <Icon name="plus" size={16} />
            </View>
          )}
        </View>
      </View>
    </View>
  )
}

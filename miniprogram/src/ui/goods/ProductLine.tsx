import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Picture } from '../base/Picture'
import { Price } from '../base/Price'
import './ProductLine.scss'

export interface ProductLineProps {
  line: { name: string; specText?: string; picture: string; priceFen: number; quantity: number }
  /** Side of the picture in px, 72 unless told. */
  size?: number
  /** At the left: the cart's check mark. */
  leading?: ReactNode
  /** Below the specification: a tag, a hint. */
  children?: ReactNode
  /** At the right end of the last line: a stepper, a button. */
  action?: ReactNode
  /** The price at the lower left, and no quantity, which a stepper shows: the cart. */
  cart?: boolean
  /** Over the picture: 已下架. */
  veil?: string
  onClick?: () => void
}

/** A line of an order or of the cart. */
export function ProductLine({
  line: { name, specText, picture, priceFen, quantity },
  size = 72,
  leading,
  children,
  action,
  cart,
  veil,
  onClick,
}: ProductLineProps) {
  return (
    <View className="ui-line">
      {leading !== undefined && <View className="ui-line__leading">{leading}</View>}
      <View className="ui-line__main" {...(onClick ? { onClick, role: 'link', hoverClass: 'u-press' } : {})}>
        <Picture src={picture} size={size} alt={name} {...(veil ? { veil } : {})} />
        <View className="ui-line__middle" style={cart ? { minHeight: 'inherit' } : {}}>
          <View className={cart ? 'ui-line__name ui-line__name--two' : 'ui-line__name'}>{name}</View>
          {specText && <View className="ui-line__spec">{specText}</View>}
          {children}
          {cart && (
            <View className="ui-line__foot">
              <Price fen={priceFen} size="s" />
              {action}
            </View>
          )}
        </View>
        {!cart && (
          <View className="ui-line__end">
            <Price fen={priceFen} size="s" tone="ink" />
            <View className="ui-line__quantity">{`×${quantity}`}</View>
            {action}
          </View>
        )}
      </View>
    </View>
  )
}

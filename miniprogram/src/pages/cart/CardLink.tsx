import { View } from '@tarojs/components'

/** A word at the right of a card's title that does something here, instead of leading somewhere. */
export function CardLink({ children, onClick }: { children: string; onClick: () => void }) {
  return (
    <View className="cart-link" role="button" hoverClass="u-press" onClick={onClick}>
      {children}
    </View>
  )
}

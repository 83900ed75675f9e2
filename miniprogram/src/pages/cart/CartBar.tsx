import { View } from '@tarojs/components'
import { checkLines, sumNote, type CartSummary } from '@/features/cart'
import { Button, Check, Price } from '@/ui'

interface CartBarProps {
  summary: CartSummary
  /** The SKUs that can be bought. */
  buyable: string[]
  onCheckout: () => void
}

export function CartBar({ summary, buyable, onCheckout }: CartBarProps) {
  const { chosen, pieces, payFen, tooLarge, all } = summary
  return (
    <>
      <Check on={all} disabled={buyable.length === 0} onChange={(on) => checkLines(buyable, on)}>
        全选
      </Check>
      <View className="cart-total">
        <View className="cart-total__line">
          <View className="cart-total__word">合计</View>
          <Price fen={payFen} />
        </View>
        <View className="cart-total__note">{sumNote(summary)}</View>
      </View>
      <Button disabled={chosen.length === 0 || tooLarge} onClick={onCheckout}>
        {pieces > 0 ? `去结算 (${pieces})` : '去结算'}
      </Button>
    </>
  )
}

interface EditBarProps {
  all: boolean
  count: number
  onAll: (on: boolean) => void
  onRemove: () => Promise<unknown>
}

export function EditBar({ all, count, onAll, onRemove }: EditBarProps) {
  return (
    <>
      <Check on={all} onChange={onAll}>
        全选
      </Check>
      <View className="u-grow" />
      <Button kind="danger" disabled={count === 0} onClick={onRemove}>
        {count > 0 ? `移除 (${count})` : '移除'}
      </Button>
    </>
  )
}

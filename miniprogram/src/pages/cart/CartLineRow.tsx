import { View } from '@tarojs/components'
import type { CartLine } from '@shared/contract/cart/schema'
import { QUANTITY_MOST } from '@shared/contract/limits'
import { canBuy, checkLine, isDead, lineHint } from '@/features/cart'
import { go } from '@/platform'
import { Check, ProductLine, Stepper, Tag, toast } from '@/ui'

interface CartLineRowProps {
  line: CartLine
  /** What offers give on it, in words. */
  offers: readonly string[]
  checked: boolean
  /** Marks are for removal then. */
  editing: boolean
  onMark: (on: boolean) => void
  onQuantity: (quantity: number) => void
  onRemove: () => void
}

export function CartLineRow({
  line,
  offers,
  checked,
  editing,
  onMark,
  onQuantity,
  onRemove,
}: CartLineRowProps) {
  const dead = isDead(line)
  const hint = lineHint(line)
  const most = Math.max(1, Math.min(QUANTITY_MOST, line.available))
  return (
    <ProductLine
      cart
      size={88}
      line={line}
      leading={
        <Check
          on={editing ? checked : checked && canBuy(line)}
          disabled={!editing && !canBuy(line)}
          onChange={(on) => (editing ? onMark(on) : checkLine(line.skuId, on))}
        />
      }
      {...(dead && hint ? { veil: hint } : {})}
      onClick={() => go('goods/detail', { productId: line.productId })}
      action={
        dead ? (
          <View
            className="cart-remove"
            role="button"
            onClick={(event) => {
              event.stopPropagation()
              onRemove()
            }}
          >
            移除
          </View>
        ) : (
          <Stepper
            small
            value={line.quantity}
            max={most}
            onChange={(quantity) => onQuantity(Math.min(quantity, most))}
            onLimit={(end) => (end === 'min' ? onRemove() : toast(`最多能买 ${most} 件`))}
          />
        )
      }
    >
      {offers.map((words) => (
        <Tag key={words} tone="brand">
          {words}
        </Tag>
      ))}
      {line.state === 'short' && (
        <View
          className="cart-short"
          role="button"
          onClick={(event) => {
            event.stopPropagation()
            onQuantity(most)
          }}
        >
          <Tag tone="amber">{`${hint}，点这里改成 ${most} 件`}</Tag>
        </View>
      )}
    </ProductLine>
  )
}

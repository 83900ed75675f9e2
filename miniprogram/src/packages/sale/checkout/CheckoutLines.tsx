import { View } from '@tarojs/components'
import { lineProblem, type Quote } from '@/features/checkout'
import { Button, Icon, ProductLine, Stepper, Tag } from '@/ui'

interface CheckoutLinesProps {
  bill: Quote
  shopLine: string
  onQuantity: (skuId: string, quantity: number) => void
  onRemove: (skuIds: string[]) => void
}

/** What is bought. A line that cannot be bought as it is offers the way out on the spot. */
export function CheckoutLines({ bill, shopLine, onQuantity, onRemove }: CheckoutLinesProps) {
  return (
    <>
      <View className="checkout-shop">
        <Icon name="leaf" size={16} color="var(--brand)" />
        <View className="checkout-shop__words">{shopLine}</View>
      </View>
      {bill.lines.map((line) => {
        const wrong = lineProblem(line.state)
        const dead = line.state === 'sold_out' || line.state === 'delisted'
        return (
          <ProductLine
            key={line.skuId}
            line={line}
            {...(dead && wrong ? { veil: wrong } : {})}
            action={
              dead ? (
                <Button kind="line" size="xs" onClick={() => onRemove([line.skuId])}>
                  移除
                </Button>
              ) : line.state === 'short' ? (
                <View className="checkout-fewer">
                  <Stepper
                    small
                    value={line.quantity}
                    max={line.quantity}
                    onChange={(quantity) => onQuantity(line.skuId, quantity)}
                    onLimit={(end) => {
                      if (end === 'min') onRemove([line.skuId])
                    }}
                  />
                </View>
              ) : undefined
            }
          >
            {wrong && <Tag tone="amber">{wrong}</Tag>}
          </ProductLine>
        )
      })}
    </>
  )
}

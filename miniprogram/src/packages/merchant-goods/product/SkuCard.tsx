import { View } from '@tarojs/components'
import { profitWords, type MerchantSku } from '@/features/catalog/merchant'
import { countText } from '@shared/words/count'
import { Button, Card, Field, MoneyInput, TextInput } from '@/ui'
import type { ProductEditing } from './use-product-editing'

export interface SkuCardProps {
  sku: MerchantSku
  editing: ProductEditing
  canWrite: boolean
  onStock: () => void
}

/** One SKU: what it sells for, stood at, costs; what is left of it. */
export function SkuCard({ sku, editing, canWrite, onStock }: SkuCardProps) {
  const form = editing.form.skus.find(({ skuId }) => skuId === sku.skuId)
  if (!form) return null
  const errors = editing.errors.skus[sku.skuId] ?? {}
  return (
    <Card title={sku.values.join(' · ') || '默认规格'} extra={`已售 ${countText(sku.sold)}`} padding="snug">
      <Field label="售价" required {...(errors.priceFen ? { error: errors.priceFen } : {})}>
        <MoneyInput fen={form.priceFen} onChange={(priceFen) => editing.setSku(sku.skuId, { priceFen })} />
      </Field>
      <Field label="划线价" {...(errors.listPriceFen ? { error: errors.listPriceFen } : {})}>
        <MoneyInput
          fen={form.listPriceFen}
          onChange={(listPriceFen) => editing.setSku(sku.skuId, { listPriceFen })}
          placeholder="没有就填 0"
        />
      </Field>
      <Field label="成本" {...(errors.costFen ? { error: errors.costFen } : {})} {...profitWords(form)}>
        <MoneyInput fen={form.costFen} onChange={(costFen) => editing.setSku(sku.skuId, { costFen })} />
      </Field>
      <Field
        label="每人限购"
        {...(errors.limitPerMember ? { error: errors.limitPerMember } : {})}
        hint="一位买家一共能买几件，没付款的也算；退了款的可以再买"
      >
        <TextInput
          type="number"
          value={form.limitPerMember}
          onChange={(limitPerMember) => editing.setSku(sku.skuId, { limitPerMember })}
          placeholder="不限就空着"
          disabled={!canWrite}
        />
      </Field>
      <View className="p-product__stock">
        <View className="u-grow">
          <View className="u-14 u-num">{`可卖 ${countText(sku.available)} 件`}</View>
          <View className="u-12 u-c2 u-num">
            {sku.held > 0 ? `另有 ${countText(sku.held)} 件在等付款` : '没有被占用的库存'}
          </View>
        </View>
        {canWrite && (
          <Button kind="secondary" size="xs" onClick={onStock}>
            调整库存
          </Button>
        )}
      </View>
    </Card>
  )
}

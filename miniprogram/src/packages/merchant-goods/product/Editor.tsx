import { useState } from 'react'
import { PRODUCT_NAME, PRODUCT_TAG } from '@shared/contract/catalog/limits'
import { useSetListed, type MerchantProduct, type MerchantSku } from '@/features/catalog/merchant'
import { Apart, Card, confirm, Field, Row, SelectInput, Switch, TextArea, TextInput, toast } from '@/ui'
import { PicturesCard } from '@/features/picture/merchant'
import { SkuCard } from './SkuCard'
import { StockSheet } from './StockSheet'
import type { ProductEditing } from './use-product-editing'

export interface EditorProps {
  product: MerchantProduct
  editing: ProductEditing
  canWrite: boolean
  /** How many pictures are on their way. */
  onPending: (pending: number) => void
}

/** Words first, then a card a SKU, then whether it is on sale. */
export function Editor({ product, editing, canWrite, onPending }: EditorProps) {
  const { form, errors, set } = editing
  const [stocking, setStocking] = useState<MerchantSku>()
  const [open, setOpen] = useState(false)
  return (
    <>
      <PicturesCard
        value={form.pictures}
        onChange={(change) => set((now) => ({ ...now, pictures: change(now.pictures) }))}
        onPending={onPending}
        disabled={!canWrite}
        error={errors.pictures}
      />
      <Card padding="snug">
        <Field label="商品名" tall required {...(errors.name ? { error: errors.name } : {})}>
          <TextArea value={form.name} onChange={(name) => set({ name })} limit={PRODUCT_NAME} />
        </Field>
        <Field label="卖点" {...(errors.sellingPoint ? { error: errors.sellingPoint } : {})}>
          <TextInput
            value={form.sellingPoint}
            onChange={(sellingPoint) => set({ sellingPoint })}
            placeholder="选填，一句话说好在哪"
            disabled={!canWrite}
          />
        </Field>
        <Field label="标签" {...(errors.tag ? { error: errors.tag } : {})}>
          <TextInput
            value={form.tag}
            onChange={(tag) => set({ tag })}
            placeholder={`选填，最多 ${PRODUCT_TAG.most} 个字，如：新品`}
            disabled={!canWrite}
          />
        </Field>
        <Field label="分类" required {...(errors.categoryId ? { error: errors.categoryId } : {})}>
          <SelectInput
            title="选择分类"
            options={product.categories.map(({ categoryId, name }) => ({ value: categoryId, label: name }))}
            value={form.categoryId}
            onChange={(categoryId) => set({ categoryId })}
          />
        </Field>
      </Card>
      {product.skus.map((sku) => (
        <SkuCard
          key={sku.skuId}
          sku={sku}
          editing={editing}
          canWrite={canWrite}
          onStock={() => {
            setStocking(sku)
            setOpen(true)
          }}
        />
      ))}
      {canWrite && <Listing product={product} />}
      <Apart>
        {stocking && (
          <StockSheet
            key={stocking.skuId + String(open)}
            sku={product.skus.find(({ skuId }) => skuId === stocking.skuId) ?? stocking}
            open={open}
            onClose={() => setOpen(false)}
          />
        )}
      </Apart>
    </>
  )
}

/** On sale or not; it takes effect at once, apart from what is being edited. */
function Listing({ product: { productId, listed } }: { product: MerchantProduct }) {
  const command = useSetListed()
  const change = async (on: boolean) => {
    if (
      !on &&
      !(await confirm({
        title: '下架这件商品？',
        text: '买家马上就看不到了，已经下的订单不受影响，随时可以再上架。',
        confirmText: '下架',
      }))
    ) {
      return
    }
    await command.mutateAsync({ productId, listed: on }).then(
      () => toast(on ? '已上架' : '已下架', { icon: 'ok' }),
      () => undefined,
    )
  }
  return (
    <Card padding="snug">
      <Row label="上架销售" strong note={listed ? '买家看得到、买得到' : '买家现在看不到'}>
        <Switch on={listed} onChange={change} label="上架销售" />
      </Row>
    </Card>
  )
}

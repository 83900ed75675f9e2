import { CATEGORY_NAME, DESCRIPTION, PRODUCT_NAME } from '@shared/contract/catalog/limits'
import type { Category } from '@/features/catalog'
import { NEW_CATEGORY, profitWords } from '@/features/catalog/merchant'
import { PicturesCard } from '@/features/picture/merchant'
import { Card, Field, MoneyInput, Row, SelectInput, Switch, TextArea, TextInput } from '@/ui'
import type { NewProduct } from './use-new-product'

export interface NewProductFormProps {
  editing: NewProduct
  categories: readonly Category[]
  onPending: (pending: number) => void
}

const wrong = (error: string | undefined) => (error === undefined ? {} : { error })

/** Pictures, words, then what it costs and how many there are, then whether it is on sale. */
export function NewProductForm({ editing, categories, onPending }: NewProductFormProps) {
  const { form, errors, set } = editing
  return (
    <>
      <PicturesCard
        value={form.pictures}
        onChange={(change) => set((now) => ({ ...now, pictures: change(now.pictures) }))}
        onPending={onPending}
        error={errors.pictures}
      />
      <Card padding="snug">
        <Field label="商品名" tall required {...wrong(errors.name)}>
          <TextArea
            value={form.name}
            onChange={(name) => set({ name })}
            placeholder="买家怎么叫它，就怎么写"
            limit={PRODUCT_NAME}
          />
        </Field>
        <Field label="卖点" {...wrong(errors.sellingPoint)}>
          <TextInput
            value={form.sellingPoint}
            onChange={(sellingPoint) => set({ sellingPoint })}
            placeholder="选填，一句话说好在哪"
          />
        </Field>
        <CategoryField editing={editing} categories={categories} />
      </Card>
      <PriceCard editing={editing} />
      <Card padding="snug">
        <Field label="商品介绍" tall {...wrong(errors.description)}>
          <TextArea
            value={form.description}
            onChange={(description) => set({ description })}
            placeholder="选填，每一行是一段"
            limit={DESCRIPTION}
          />
        </Field>
      </Card>
      <Card padding="snug">
        <Row label="上架销售" strong note={listedNote(form.listed, editing.closed)}>
          <Switch on={form.listed} onChange={(listed) => set({ listed })} label="上架销售" />
        </Row>
      </Card>
    </>
  )
}

function listedNote(listed: boolean, closed: boolean): string {
  if (!listed) return '先不给买家看，以后再上架'
  return closed ? '开张后买家就看得到、买得到' : '创建后买家马上看得到、买得到'
}

function CategoryField({
  editing: { form, errors, set },
  categories,
}: Pick<NewProductFormProps, 'editing' | 'categories'>) {
  // One that is gone since the draft was written is none.
  const chosen = categories.some(({ categoryId }) => categoryId === form.categoryId)
  const fresh = form.categoryId === NEW_CATEGORY
  return (
    <>
      <Field label="分类" required {...wrong(errors.categoryId)}>
        <SelectInput
          title="选择分类"
          options={[
            ...categories.map(({ categoryId, name }) => ({ value: categoryId, label: name })),
            { value: NEW_CATEGORY, label: '新建一个分类', note: '会出现在首页和分类页' },
          ]}
          {...(chosen || fresh ? { value: form.categoryId } : {})}
          onChange={(categoryId) => set({ categoryId })}
        />
      </Field>
      {fresh && (
        <Field label="新分类" required {...wrong(errors.categoryName)}>
          <TextInput
            value={form.categoryName}
            onChange={(categoryName) => set({ categoryName })}
            placeholder={`最多 ${CATEGORY_NAME.most} 个字`}
          />
        </Field>
      )}
    </>
  )
}

function PriceCard({ editing: { form, errors, set } }: Pick<NewProductFormProps, 'editing'>) {
  return (
    <Card title="价格和库存" padding="snug">
      <Field label="售价" required {...wrong(errors.priceFen)}>
        <MoneyInput fen={form.priceFen} onChange={(priceFen) => set({ priceFen })} />
      </Field>
      <Field label="划线价" {...wrong(errors.listPriceFen)}>
        <MoneyInput
          fen={form.listPriceFen}
          onChange={(listPriceFen) => set({ listPriceFen })}
          placeholder="没有就填 0"
        />
      </Field>
      <Field
        label="成本"
        required
        {...wrong(errors.costFen)}
        {...(profitWords(form) ?? { hint: '只有店里看得到，算利润用' })}
      >
        <MoneyInput fen={form.costFen} onChange={(costFen) => set({ costFen })} />
      </Field>
      <Field label="库存" required {...wrong(errors.pieces)}>
        <TextInput
          type="number"
          value={form.pieces}
          onChange={(pieces) => set({ pieces })}
          placeholder="现在有多少件可以卖"
        />
      </Field>
      <Field label="每人限购" {...wrong(errors.limitPerMember)} hint="一位买家一共能买几件；不限就空着">
        <TextInput
          type="number"
          value={form.limitPerMember}
          onChange={(limitPerMember) => set({ limitPerMember })}
          placeholder="选填"
        />
      </Field>
    </Card>
  )
}

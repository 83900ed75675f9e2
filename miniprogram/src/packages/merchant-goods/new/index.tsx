import { useState } from 'react'
import { useProductCategories } from '@/features/catalog/merchant'
import { StaffOnly } from '@/features/staff'
import { back, replace, useParams } from '@/platform'
import { Button, confirm, Loadable, Page, SkeletonList } from '@/ui'
import { NewProductForm } from './NewProductForm'
import { useNewProduct } from './use-new-product'
import './index.scss'

/** 新增商品: pictures, words, a price and how many there are, and it is on sale. */
export default function NewProductPage() {
  const { setup } = useParams('merchant-goods/new')
  const editing = useNewProduct((productId) => {
    if (setup === '1') back()
    else if (productId === undefined) replace('merchant-goods/products', {})
    else replace('merchant-goods/product', { productId })
  })
  const [pending, setPending] = useState(0)
  const clear = async () => {
    const yes = await confirm({
      title: '清空重填？',
      text: '这一页填的都会清掉，清了找不回来。',
      confirmText: '清空',
      danger: true,
    })
    if (yes) editing.clear()
  }
  return (
    <Page
      title="新增商品"
      bar={
        <>
          {editing.begun && (
            <Button kind="line" onClick={clear} className="p-new__clear">
              清空
            </Button>
          )}
          <Button block {...(pending > 0 ? { reason: '有图片还没传好' } : {})} onClick={editing.create}>
            {editing.form.listed ? '创建并上架' : '创建'}
          </Button>
        </>
      }
    >
      <StaffOnly needs="product.write" skeleton={<SkeletonList />}>
        {() => <Content editing={editing} onPending={setPending} />}
      </StaffOnly>
    </Page>
  )
}

function Content({
  editing,
  onPending,
}: {
  editing: ReturnType<typeof useNewProduct>
  onPending: (pending: number) => void
}) {
  const categories = useProductCategories(true)
  return (
    <Loadable state={categories} skeleton={<SkeletonList />}>
      {({ items }) => <NewProductForm editing={editing} categories={items} onPending={onPending} />}
    </Loadable>
  )
}

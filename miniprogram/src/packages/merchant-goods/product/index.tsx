import { useState } from 'react'
import { StaffOnly, useAllows } from '@/features/staff'
import { useMerchantProduct, type MerchantProduct } from '@/features/catalog/merchant'
import { useParams } from '@/platform'
import { Button, Loadable, Page, SkeletonList } from '@/ui'
import { entry } from '../products/entry'
import { Editor } from './Editor'
import { useProductEditing } from './use-product-editing'
import './index.scss'

/** One product: its words, prices and stock, and whether it is on sale. */
export default function ProductPage() {
  const { productId } = useParams('merchant-goods/product')
  const allows = useAllows()
  const product = useMerchantProduct(allows(entry.permission) ? (productId ?? '') : undefined)
  if (product.data) {
    return <Product key={product.data.productId} product={product.data} canWrite={allows('product.write')} />
  }
  return (
    <Page title="编辑商品">
      <StaffOnly needs={entry.permission} skeleton={<SkeletonList />}>
        {() => (
          <Loadable state={product} skeleton={<SkeletonList />}>
            {() => null}
          </Loadable>
        )}
      </StaffOnly>
    </Page>
  )
}

function Product({ product, canWrite }: { product: MerchantProduct; canWrite: boolean }) {
  const editing = useProductEditing(product)
  const [pending, setPending] = useState(0)
  const reason = pending > 0 ? '有图片还没传好' : editing.changed ? undefined : '没有改动'
  return (
    <Page
      title={canWrite ? '编辑商品' : '商品'}
      bar={
        canWrite ? (
          <Button block {...(reason === undefined ? {} : { reason })} onClick={editing.save}>
            保存
          </Button>
        ) : undefined
      }
    >
      <Editor product={product} editing={editing} canWrite={canWrite} onPending={setPending} />
    </Page>
  )
}

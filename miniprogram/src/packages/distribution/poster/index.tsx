import { useState } from 'react'
import { DistributorOnly } from '@/features/distributor'
import { useSharingProducts } from '@/features/sharing'
import { useSession } from '@/data'
import { go, useParams } from '@/platform'
import { Bone, Empty, Loadable, Page } from '@/ui'
import { Studio } from './Studio'

/** 分享海报: a picture with the distributor's code, to be kept and shown anywhere. Without a product: the first. */
export default function PosterPage() {
  const { productId } = useParams('distribution/poster')
  const [picked, setPicked] = useState(productId ?? '')
  const allowed = useSession().data?.distributorState === 'active'
  const list = useSharingProducts('', allowed && picked === '')
  const chosen = picked || list.items[0]?.productId
  if (allowed && chosen) return <Studio key={chosen} productId={chosen} onChoose={setPicked} />
  return (
    <Page title="分享海报">
      <DistributorOnly skeleton={<Bone height={549} radius={12} />}>
        {() => (
          <Loadable state={list} skeleton={<Bone height={549} radius={12} />}>
            {() => (
              <Empty
                art="basket"
                title="还没有可以分享的商品"
                text="店家上架后就能做海报了"
                action="回推广中心"
                onAction={() => go('distribution/centre')}
              />
            )}
          </Loadable>
        )}
      </DistributorOnly>
    </Page>
  )
}

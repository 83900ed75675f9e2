import { View } from '@tarojs/components'
import { sayError } from '@/data'
import { copyTextOf, type SharingProduct, type Share } from '@/features/sharing'
import { go } from '@/platform'
import { formatYuan } from '@shared/money'
import { copy, Icon, Lift, Notice, Price, Sheet, ShareButton, type IconName } from '@/ui'

export interface ShareSheetProps {
  product: SharingProduct | undefined
  share: { data: Share | undefined; error: unknown; refetch: () => Promise<unknown> }
  shopName: string
  send: () => Promise<boolean>
  open: boolean
  onClose: () => void
}

/** The three ways to share one product. The code is fetched while the sheet opens. */
export function ShareSheet({ product, share, shopName, send, open, onClose }: ShareSheetProps) {
  if (!product) return null
  const ready = share.data
  const forward = async () => {
    const sent = await send()
    onClose()
    return sent
  }
  return (
    <Sheet
      title="分享商品"
      open={open}
      onClose={onClose}
      head={
        <Lift picture={product.picture}>
          <View className="u-14 u-b u-two">{product.name}</View>
          <View className="u-row">
            <Price fen={product.priceFen} size="s" decimals="auto" />
            <View className="p-products__earn">{`成交一件赚 ¥${formatYuan(product.earnFen)}`}</View>
          </View>
        </Lift>
      }
    >
      {share.error ? (
        <Notice tone="amber" icon="warn" onClick={() => void share.refetch()}>
          {`${sayError(share.error).sentence}，点这里再试`}
        </Notice>
      ) : null}
      <View className="p-products__ways">
        {ready ? (
          <ShareButton share={forward} className="p-products__way">
            <Way icon="share" label="转发给朋友" />
          </ShareButton>
        ) : (
          <View className="p-products__way p-products__way--wait">
            <Way icon="share" label="正在准备…" />
          </View>
        )}
        <View
          className="p-products__way"
          role="button"
          hoverClass="u-press"
          onClick={() => {
            onClose()
            go('distribution/poster', { productId: product.productId })
          }}
        >
          <Way icon="poster" label="生成海报" />
        </View>
        <View
          className={ready ? 'p-products__way' : 'p-products__way p-products__way--wait'}
          role="button"
          hoverClass="u-press"
          onClick={() => {
            if (!ready) return
            void copy(copyTextOf(ready, shopName), '文案已复制')
            onClose()
          }}
        >
          <Way icon="copy" label="复制文案" />
        </View>
      </View>
      <View className="p-products__hint">朋友从这里进店，成交就记在你名下；他看不到佣金</View>
    </Sheet>
  )
}

function Way({ icon, label }: { icon: IconName; label: string }) {
  return (
    <>
      <View className="p-products__icon">
        <Icon name={icon} size={24} />
      </View>
      <View className="p-products__label">{label}</View>
    </>
  )
}

import { View } from '@tarojs/components'
import { useState } from 'react'
import { cutGraphemes } from '@shared/text/graphemes'
import { sayError, useSession } from '@/data'
import { cardOf, copyTextOf, POSTER, POSTER_CANVAS, usePoster } from '@/features/sharing'
import { isWeb, openAlbumSettings, pathOf, savePicture, storage, useShare } from '@/platform'
import {
  Bone,
  Button,
  Card,
  confirm,
  copy,
  Failure,
  Field,
  Icon,
  Page,
  PaintCanvas,
  Patient,
  Picture,
  Row,
  ShareButton,
  TextInput,
  sayRefusal,
  toast,
} from '@/ui'
import { ProductPicker } from './ProductPicker'
import './index.scss'

/** What the distributor last said of a product; kept on the phone only. */
const wordsKey = (productId: string) => `poster-words:${productId}`
const WORDS_MOST = 30

/** The poster of one product: look at it, say something on it, keep it or forward the card instead. */
export function Studio({
  productId,
  onChoose,
}: {
  productId: string
  onChoose: (productId: string) => void
}) {
  const [written, setWritten] = useState(() => storage.get<string>(wordsKey(productId)) ?? '')
  // What is too long for the poster ends there, where one sees it.
  const words = cutGraphemes(written.trim(), WORDS_MOST)
  const [picking, setPicking] = useState(false)
  const shopName = useSession().data?.shop.name ?? '榕铺'
  const { share, picture, error, retry } = usePoster(productId, words)
  const { share: send } = useShare(() =>
    share
      ? cardOf(share, productId, words)
      : { title: shopName, path: pathOf('goods/detail', { productId }) },
  )

  const say = (text: string) => {
    setWritten(text)
    storage.set(wordsKey(productId), text)
  }
  const bar = (
    <>
      <ShareButton share={send} className="p-poster__forward">
        <View className="p-poster__pill">
          <Icon name="share" size={18} />
          <View className="p-poster__pill-text">转发卡片</View>
        </View>
      </ShareButton>
      <View className="u-grow">
        <Button
          block
          {...(picture ? {} : { reason: error ? '海报没有做好' : '正在画海报' })}
          onClick={() => (picture ? keep(picture, share?.title ?? shopName) : undefined)}
        >
          {isWeb ? '下载海报' : '保存到相册'}
        </Button>
      </View>
    </>
  )

  return (
    <Page title="分享海报" bar={bar}>
      <Preview picture={picture} error={error} retry={retry} />
      <PaintCanvas id={POSTER_CANVAS} {...POSTER} />
      <Card padding="snug" className="p-poster__tools">
        <Row
          label="商品"
          value={<View className="u-one">{share?.title ?? ''}</View>}
          onClick={() => setPicking(true)}
        />
        <Field label="推荐语">
          <TextInput value={written} onChange={say} placeholder="选填，写一句真心话" end />
        </Field>
        <Row
          label="文案"
          value="复制"
          tone="brand"
          onClick={() => {
            if (share) void copy(copyTextOf(share, shopName, words), '文案已复制')
          }}
        />
      </Card>
      <View className="p-poster__hint">扫海报上的码进店，客户会记在你名下</View>
      <ProductPicker
        open={picking}
        chosen={productId}
        onClose={() => setPicking(false)}
        onChoose={(next) => {
          setPicking(false)
          onChoose(next)
        }}
      />
    </Page>
  )
}

function Preview({
  picture,
  error,
  retry,
}: {
  picture: string | undefined
  error: unknown
  retry: () => Promise<unknown>
}) {
  if (picture) {
    return <Picture src={picture} ratio={POSTER.width / POSTER.height} radius={12} eager alt="海报" />
  }
  if (error) {
    const { sentence, code } = sayError(error)
    return (
      <Failure
        inline
        title="海报没有画出来"
        text={`${sentence}。也可以先转发卡片`}
        code={code}
        onRetry={retry}
      />
    )
  }
  return (
    <Patient>
      <Bone height={549} radius={12} />
    </Patient>
  )
}

async function keep(picture: string, title: string): Promise<void> {
  const outcome = await savePicture(picture, `${title}.png`)
  switch (outcome) {
    case 'saved':
      return toast(isWeb ? '海报已下载' : '已保存到相册', { icon: 'ok' })
    case 'denied': {
      const allow = await confirm({
        title: '需要相册权限',
        text: '之前没有允许保存到相册。打开设置里的「保存到相册」，就能存下海报。',
        confirmText: '去设置',
      })
      if (allow && (await openAlbumSettings())) await keep(picture, title)
      return
    }
    default:
      return sayRefusal(outcome, '保存到相册')
  }
}

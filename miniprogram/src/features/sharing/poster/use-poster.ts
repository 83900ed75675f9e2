import { useCallback, useEffect, useRef, useState } from 'react'
import { paint } from '@/platform'
import { letterOf } from '@/ui'
import { useSession } from '@/data'
import { useShareCodePicture, useShareOf, type Share } from '../hooks'
import { drawPoster, POSTER, type PosterContent } from './draw-poster'

/** Id of the page's `PaintCanvas`. */
export const POSTER_CANVAS = 'poster'

/** Typing must not paint at every stroke. */
const SETTLE_MS = 400

export interface Poster {
  share: Share | undefined
  /** A local file or an object address. */
  picture: string | undefined
  /** Whatever kept the poster from being painted. */
  error: unknown
  retry: () => Promise<unknown>
}

/** The poster of a product with its distributor's code, painted again whenever something on it changes. */
export function usePoster(productId: string | undefined, words: string): Poster {
  const session = useSession()
  const share = useShareOf(productId)
  const code = useShareCodePicture(share.data?.code)
  const shop = session.data?.shop
  const content = contentOf(share.data, code.data?.pngBase64, shop, words)
  const { picture, failure, repaint } = usePainting(content)
  const { refetch: askShare, isError: shareFailed } = share
  const { refetch: askCode } = code

  const retry = useCallback(async () => {
    if (failure) repaint()
    else await (shareFailed ? askShare() : askCode())
  }, [failure, repaint, shareFailed, askShare, askCode])
  return { share: share.data, picture, error: share.error ?? code.error ?? failure, retry }
}

function contentOf(
  share: Share | undefined,
  pngBase64: string | undefined,
  shop: { name: string; slogan: string } | undefined,
  words: string,
): PosterContent | undefined {
  if (!share || !pngBase64 || !shop) return undefined
  return {
    shopName: shop.name,
    slogan: shop.slogan,
    title: share.title,
    sellingPoint: share.sellingPoint,
    picture: share.picture,
    code: `data:image/png;base64,${pngBase64}`,
    priceFen: share.priceFen,
    listPriceFen: share.listPriceFen,
    sharerName: share.sharerName,
    sharerLetter: letterOf(share.sharerName),
    words,
  }
}

function usePainting(content: PosterContent | undefined) {
  const [picture, setPicture] = useState<string>()
  const [failure, setFailure] = useState<Error>()
  const [round, setRound] = useState(0)
  const first = useRef(true)
  const key = content && JSON.stringify({ ...content, code: content.code.length, round })

  useEffect(() => {
    if (!content) return undefined
    let alive = true
    const timer = setTimeout(
      () => {
        first.current = false
        paint({
          canvasId: POSTER_CANVAS,
          ...POSTER,
          draw: (brush, { load }) => drawPoster(brush, content, load),
        }).then(
          (painted) => {
            if (!alive) return
            setPicture(painted)
            setFailure(undefined)
          },
          (error: unknown) => {
            if (alive) setFailure(error instanceof Error ? error : new Error(String(error)))
          },
        )
      },
      first.current ? 0 : SETTLE_MS,
    )
    return () => {
      alive = false
      clearTimeout(timer)
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `key` says whether anything on it has changed
  }, [key])

  const repaint = useCallback(() => {
    setFailure(undefined)
    setRound((now) => now + 1)
  }, [])
  return { picture, failure, repaint }
}

import { useCallback } from 'react'
import { sayError, useCommand } from '@/data'
import { choosePictures, UnusablePicture, type ChosenPicture } from '@/platform'
import { sayRefusal } from '@/ui'

/** A slow line carries a picture in this time, and no answer is waited for longer. */
const UPLOAD_MS = 60_000

/** Choosing pictures and bringing them to the shop, as `ui/PictureInput` takes it. */
export function usePictures(): {
  choose: (most: number) => Promise<readonly ChosenPicture[]>
  /** @throws Error whose message is for the user */
  upload: (chosen: ChosenPicture) => Promise<string>
} {
  const { mutateAsync } = useCommand('merchant/picture.upload', { silent: true, timeoutMs: UPLOAD_MS })
  const choose = useCallback(async (most: number) => {
    const chosen = await choosePictures(most)
    if (Array.isArray(chosen)) return chosen
    sayRefusal(chosen, '选择图片')
    return []
  }, [])
  const upload = useCallback(
    async (chosen: ChosenPicture) => {
      try {
        return (await mutateAsync({ content: await chosen.content() })).picture
      } catch (error) {
        throw error instanceof UnusablePicture ? error : new Error(sayError(error).sentence, { cause: error })
      }
    },
    [mutateAsync],
  )
  return { choose, upload }
}

import Taro from '@tarojs/taro'
import { isWeb } from './env'
import { refusalOf, type Refusal } from './refusal'

export type SaveOutcome = 'saved' | Refusal

/**
 * Saves a picture to the phone's album; a browser downloads it.
 * `denied`: the user once refused access to the album. Offer `openAlbumSettings` then.
 * @param picture a local file of `paint`, or in a browser any address
 */
export async function savePicture(picture: string, fileName = '榕铺.png'): Promise<SaveOutcome> {
  return isWeb ? download(picture, fileName) : saveInWeChat(picture)
}

async function saveInWeChat(picture: string): Promise<SaveOutcome> {
  try {
    await Taro.saveImageToPhotosAlbum({ filePath: picture })
    return 'saved'
  } catch (error) {
    return refusalOf(error)
  }
}

/** Opens WeChat's settings of this mini-program. @returns whether the album is allowed now */
export async function openAlbumSettings(): Promise<boolean> {
  if (isWeb) return true
  const { authSetting } = await Taro.openSetting()
  return authSetting['scope.writePhotosAlbum'] === true
}

function download(address: string, fileName: string): SaveOutcome {
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  document.body.append(link)
  link.click()
  link.remove()
  return 'saved'
}

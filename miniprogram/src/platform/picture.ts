import Taro from '@tarojs/taro'
import { isWeb } from './env'

/** What a file of the shop's storage is called. */
const CLOUD = 'cloud://'

/**
 * What shows a picture: WeChat knows files of the shop's storage by their id, a browser asks for them where it has the
 * page from.
 */
export function pictureAddress(src: string): string {
  return isWeb && src.startsWith(CLOUD) ? `file/${src.slice(CLOUD.length)}` : src
}

/** What a canvas draws a picture from: WeChat's does not know files of the storage. */
export async function paintableAddress(src: string): Promise<string> {
  if (isWeb || !src.startsWith(CLOUD)) return pictureAddress(src)
  const { tempFilePath } = await Taro.cloud.downloadFile({ fileID: src })
  return tempFilePath
}

/** Addresses of files of the storage, by their ids; they are for everybody and do not change. */
const outside = new Map<string, string>()

/** Asks under which address others find a picture: a share card does not know files of the storage. */
export async function learnOutside(src: string): Promise<void> {
  if (isWeb || !src.startsWith(CLOUD) || outside.has(src)) return
  try {
    const { fileList } = await Taro.cloud.getTempFileURL({ fileList: [src] })
    const address = fileList[0]?.tempFileURL
    if (address) outside.set(src, address)
  } catch {
    // Without it WeChat puts a picture of the page on the card.
  }
}

/** The address under which others find a picture, as far as it is known by now; nothing for one that is not. */
export function outsideAddress(src: string): string | undefined {
  if (isWeb) return new URL(pictureAddress(src), document.baseURI).href
  return src.startsWith(CLOUD) ? outside.get(src) : src
}

import Taro from '@tarojs/taro'
import { PICTURE_BYTES_MOST } from '@shared/contract/picture/limits'
import { isWeb } from './env'
import { refusalOf, type Refusal } from './refusal'

/** A picture that was chosen and lies on the phone. */
export interface ChosenPicture {
  /** Shows it at once. */
  address: string
  /**
   * Its bytes as base64, made small enough to be uploaded: it takes a moment.
   * @throws UnusablePicture
   */
  content: () => Promise<string>
}

/** A picture that cannot be uploaded; the message is for the user. */
export class UnusablePicture extends Error {
  override readonly name = 'UnusablePicture'
}
const unreadable = () => new UnusablePicture('这张图片读不出来，请换一张')
const tooLarge = () => new UnusablePicture('这张图片太大了，请换一张')

/**
 * How a picture is made smaller, one after the other, until it is small enough: its longer side in pixels, and how
 * well.
 */
const WAYS = [
  { side: 1_440, quality: 0.82 },
  { side: 1_440, quality: 0.65 },
  { side: 1_080, quality: 0.6 },
  { side: 800, quality: 0.5 },
] as const

/** What the server takes as it is, and WeChat's check of pictures, too: of WebP it makes a JPEG. */
const TAKEN = ['jpeg', 'jpg', 'png']

/**
 * Has the user choose pictures, from the album or by the camera. What they broke off is `cancelled`.
 * @param most how many at a time
 */
export function choosePictures(most: number): Promise<ChosenPicture[] | Refusal> {
  return isWeb ? chooseFiles(most) : chooseMedia(most)
}

async function chooseMedia(most: number): Promise<ChosenPicture[] | Refusal> {
  try {
    const { tempFiles } = await Taro.chooseMedia({
      count: most,
      mediaType: ['image'],
      sourceType: ['album', 'camera'],
      sizeType: ['compressed'],
    })
    return tempFiles.map(({ tempFilePath: address, size }) => ({
      address,
      content: () => contentOfFile(address, size),
    }))
  } catch (error) {
    return refusalOf(error)
  }
}

async function contentOfFile(path: string, bytes: number): Promise<string> {
  const {
    width,
    height,
    type = '',
  } = await Taro.getImageInfo({ src: path }).catch(() => {
    throw unreadable()
  })
  const longer = Math.max(width, height)
  if (TAKEN.includes(type) && longer <= WAYS[0].side && bytes <= PICTURE_BYTES_MOST) return readBase64(path)
  for (const { side, quality } of WAYS) {
    const { tempFilePath } = await Taro.compressImage({
      src: path,
      quality: Math.round(quality * 100),
      // The other side follows.
      ...(longer > side && (width >= height ? { compressedWidth: side } : { compressedHeight: side })),
    }).catch(() => {
      throw unreadable()
    })
    const content = await readBase64(tempFilePath)
    if (fits(content)) return content
  }
  throw tooLarge()
}

function readBase64(filePath: string): Promise<string> {
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().readFile({
      filePath,
      encoding: 'base64',
      success: ({ data }) => resolve(String(data)),
      fail: () => reject(unreadable()),
    })
  })
}

/** Base64 has four characters for three bytes. */
const fits = (content: string): boolean => content.length <= Math.floor(PICTURE_BYTES_MOST / 3) * 4

/** Ends the choice before: a browser may say nothing when a dialog is closed. */
let giveUp: () => void = () => undefined

function chooseFiles(most: number): Promise<ChosenPicture[] | Refusal> {
  giveUp()
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = 'image/*'
  input.multiple = most > 1
  // Some browsers forget one that is not on the page.
  input.hidden = true
  document.body.append(input)
  return new Promise<ChosenPicture[] | Refusal>((resolve) => {
    giveUp = () => resolve('cancelled')
    input.addEventListener('cancel', giveUp)
    input.addEventListener('change', () => {
      const files = [...(input.files ?? [])].slice(0, most)
      resolve(
        files.map((file) => ({ address: URL.createObjectURL(file), content: () => contentOfBlob(file) })),
      )
    })
    input.click()
  }).finally(() => input.remove())
}

async function contentOfBlob(file: Blob): Promise<string> {
  const picture = await createImageBitmap(file).catch(() => {
    throw unreadable()
  })
  const longer = Math.max(picture.width, picture.height)
  const asItIs = TAKEN.some((type) => file.type === `image/${type}`)
  if (asItIs && longer <= WAYS[0].side && file.size <= PICTURE_BYTES_MOST) return base64Of(file)
  for (const { side, quality } of WAYS) {
    const scale = Math.min(1, side / longer)
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(picture.width * scale))
    canvas.height = Math.max(1, Math.round(picture.height * scale))
    const brush = canvas.getContext('2d')
    // A JPEG knows no transparency.
    if (brush) brush.fillStyle = '#ffffff'
    brush?.fillRect(0, 0, canvas.width, canvas.height)
    brush?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
    if (!blob) throw unreadable()
    if (blob.size <= PICTURE_BYTES_MOST) return base64Of(blob)
  }
  throw tooLarge()
}

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    // Behind `data:image/jpeg;base64,`.
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '')
    reader.onerror = () => reject(unreadable())
    reader.readAsDataURL(blob)
  })
}

import Taro from '@tarojs/taro'
import { isWeb } from './env'
import { refusalOf, type Refusal } from './refusal'

/** Copies a text. WeChat shows its own note; `ui/copy` adds one in a browser. @returns why not, when it did not work */
export async function copyText(text: string): Promise<Refusal | undefined> {
  if (!isWeb) return Taro.setClipboardData({ data: text }).then(() => undefined, refusalOf)
  try {
    await navigator.clipboard.writeText(text)
    return undefined
  } catch {
    return copyBySelection(text) ? undefined : 'failed'
  }
}

/** Browsers give the clipboard to secure pages only; this older way works on 127.0.0.1 frames, too. */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  document.body.append(area)
  area.select()
  const copied = document.execCommand('copy')
  area.remove()
  return copied
}

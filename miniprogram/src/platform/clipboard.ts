import Taro from '@tarojs/taro'
import { isWeb } from './env'

/** Copies a text. WeChat shows its own note; `ui/copy` adds one in a browser. @returns whether it worked */
export async function copyText(text: string): Promise<boolean> {
  if (!isWeb) {
    return Taro.setClipboardData({ data: text }).then(
      () => true,
      () => false,
    )
  }
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
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

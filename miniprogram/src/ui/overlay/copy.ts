import { copyText } from '@/platform/clipboard'
import { isWeb } from '@/platform/env'
import { toast } from './toast'

/** Copies a text and says so; in WeChat the system says it. */
export async function copy(text: string, said = '已复制'): Promise<void> {
  const copied = await copyText(text)
  if (!copied) toast('没能复制，请长按选择')
  else if (isWeb) toast(said, { icon: 'ok' })
}

import { copyText } from '@/platform/clipboard'
import { isWeb } from '@/platform/env'
import { sayRefusal } from './refusal'
import { toast } from './toast'

/** Copies a text and says so; in WeChat the system says it. */
export async function copy(text: string, said = '已复制'): Promise<void> {
  const refusal = await copyText(text)
  if (refusal === 'failed') toast('没能复制，请长按选择')
  else if (refusal) sayRefusal(refusal, '复制')
  else if (isWeb) toast(said, { icon: 'ok' })
}

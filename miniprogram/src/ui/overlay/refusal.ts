import type { Refusal } from '@/platform/refusal'
import { toast } from './toast'

/**
 * Says why WeChat did not do what was tapped, and what to do; of what the user broke off nothing is said.
 * @param what in the user's words, such as 读取微信地址
 */
export function sayRefusal(refusal: Refusal, what: string): void {
  if (refusal !== 'cancelled') toast(sentenceOf(refusal, what))
}

export function sentenceOf(refusal: Exclude<Refusal, 'cancelled'>, what: string): string {
  switch (refusal) {
    case 'unagreed':
      return `同意隐私保护指引后才能${what}，再点一次就会出现`
    case 'undeclared':
      return `商家还没有开通“${what}”，可以告诉客服`
    case 'denied':
      return `没有权限${what}：点右上角「…」→ 设置 里打开`
    case 'failed':
      return `没能${what}，请再试一次`
  }
}

import { useLeaveGuard } from '@/platform/leaving'
import { confirm } from '../overlay/confirm'

export interface UnsavedWords {
  title: string
  /** What becomes of it: a sentence. */
  text: string
}

const LOST: UnsavedWords = { title: '改动还没保存', text: '现在离开，刚才填的就没有了。' }
/** For a form whose page keeps what is written on the phone. */
export const KEPT: UnsavedWords = { title: '还没有提交', text: '填好的先放在这台手机上，下次接着填。' }

/**
 * Guards a form: leaving its page while something is not saved is asked about first.
 * @returns lets the page go: await it when all is saved, before going back
 */
export function useUnsaved(changed: boolean, words: UnsavedWords = LOST): () => Promise<void> {
  const { title, text } = words
  return useLeaveGuard(changed, `${title}，${text}确定离开吗？`, () =>
    confirm({ title, text, confirmText: '离开', cancelText: '接着填', danger: words === LOST }),
  )
}

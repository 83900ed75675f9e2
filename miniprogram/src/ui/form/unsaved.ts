import { useLeaveGuard } from '@/platform/leaving'
import { confirm } from '../overlay/confirm'

/**
 * Guards a form: leaving its page while something is not saved is asked about first.
 * @returns lets the page go: await it when all is saved, before going back
 */
export function useUnsaved(changed: boolean): () => Promise<void> {
  return useLeaveGuard(changed, '改动还没保存，离开就没有了。确定离开吗？', () =>
    confirm({
      title: '改动还没保存',
      text: '现在离开，刚才填的就没有了。',
      confirmText: '离开',
      cancelText: '接着填',
      danger: true,
    }),
  )
}

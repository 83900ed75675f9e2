import { useCallback } from 'react'
import { callPhone, isWeb } from '@/platform'
import { confirm, toast } from '@/ui'
import { useCommand, useReenter, useSession, type Session } from '@/data'

export function useRename() {
  const reenter = useReenter()
  const command = useCommand('storefront/member.updateProfile')
  const { mutateAsync } = command
  const rename = useCallback(
    async (nickname: string): Promise<boolean> => {
      try {
        await mutateAsync({ nickname })
        await reenter()
        return true
      } catch {
        // Said in a toast already.
        return false
      }
    },
    [mutateAsync, reenter],
  )
  return { rename, saving: command.isPending }
}

/**
 * Opens customer service. In WeChat the button itself does it (`openType="contact"`, `ui/ContactButton`), so this
 * does nothing there; a browser offers the shop's telephone.
 */
export function useContact(): () => void {
  const session = useSession()
  const phone = session.data?.shop.servicePhone ?? ''
  return useCallback(() => {
    if (!isWeb) return
    if (!phone) return toast('客服暂时不在，请稍后再来')
    void confirm({ title: '联系客服', text: `电话 ${phone}`, confirmText: '拨打' }).then((yes) => {
      if (yes) callPhone(phone)
    })
  }, [phone])
}

export interface PromotionEntry {
  title: string
  note: string
  to: 'distribution' | 'distributionApply'
}

/** The way into promotion on the page of one's own. */
export function promotionEntry(state: Session['distributorState']): PromotionEntry {
  switch (state) {
    case 'active':
      return { title: '推广中心', note: '佣金、客户和推广素材', to: 'distribution' }
    case 'pending':
      return { title: '推广员申请', note: '正在审核，有结果会告诉你', to: 'distributionApply' }
    case 'refused':
      return { title: '推广员申请', note: '没有通过，看看原因', to: 'distributionApply' }
    case 'suspended':
      return { title: '推广中心', note: '推广资格已暂停', to: 'distributionApply' }
    case 'none':
      return { title: '成为推广员', note: '把喜欢的山货推荐给朋友', to: 'distributionApply' }
  }
}

import { useCallback } from 'react'
import { useSession } from '@/data'
import { callPhone, isWeb } from '@/platform'
import { confirm, toast } from '@/ui'

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

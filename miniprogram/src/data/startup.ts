import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import {
  currentScene,
  isWechatTooOld,
  onUpdateReady,
  updateWechat,
  useAddressBar,
  useOutsideNews,
  useScene,
  useKeyboard,
  useUnloaded,
  useUnshaded,
} from '@/platform'
import { confirm, tabState } from '@/ui'
import { useReenter, useSession } from './session'

const NEW_VERSION = {
  title: '小程序更新好了',
  text: '换到新版本再继续，购物车和订单都在',
  confirmText: '马上更新',
  cancelText: '等一下',
}
const OLD_WECHAT = {
  title: '微信版本有点旧',
  text: '有些功能可能用不了，更新微信后就好',
  confirmText: '更新微信',
  cancelText: '先逛逛',
}
const UNLOADED = {
  title: '页面没打开',
  text: '现在连不上商城，什么都没有丢。网络好了再试一次',
  confirmText: '再试一次',
  cancelText: '先不打开',
}

/**
 * Enters the mall when it opens, and again when it is opened through another card. What the tab bar shows follows
 * from the answer. Runs once, in the App.
 */
export function useStartup(): void {
  const session = useSession()
  const reenter = useReenter()
  useAddressBar()
  useUnshaded()
  useKeyboard()
  useUnloaded(() => confirm(UNLOADED))

  useEffect(() => {
    onUpdateReady(() => confirm(NEW_VERSION))
    if (isWechatTooOld()) void confirm(OLD_WECHAT).then((yes) => yes && updateWechat())
  }, [])

  // The first entry reads the scene itself.
  const entered = useRef(false)
  entered.current ||= session.isSuccess
  useScene(() => {
    if (entered.current) void reenter()
  })

  // Under a scene, entering is a visit: news are none.
  const client = useQueryClient()
  useOutsideNews(() => {
    const visiting = currentScene() !== undefined
    void client.invalidateQueries({ predicate: ({ queryKey }) => !visiting || queryKey[0] !== 'session' })
  })

  const { data } = session
  useEffect(() => {
    if (data) tabState.setState({ cartCount: data.cartCount, staff: data.staffPermissions.length > 0 })
  }, [data])
}

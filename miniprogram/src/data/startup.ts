import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { currentScene, useAddressBar, useOutsideNews, useScene, useUnshaded } from '@/platform'
import { tabState } from '@/ui'
import { useReenter, useSession } from './session'

/**
 * Enters the mall when it opens, and again when it is opened through another card. What the tab bar shows follows
 * from the answer. Runs once, in the App.
 */
export function useStartup(): void {
  const session = useSession()
  const reenter = useReenter()
  useAddressBar()
  useUnshaded()

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

import type { ReactNode } from 'react'
import type { StaffPermission } from '@shared/contract/permissions'
import { switchTab } from '@/platform'
import { Empty, Loadable } from '@/ui'
import { useSession } from '@/data'

export type Allows = (permission: StaffPermission) => boolean

/** What the caller may do; nothing while that is not known. */
export function useAllows(): Allows {
  const permissions = useSession().data?.staffPermissions ?? []
  return (permission) => permissions.includes(permission)
}

export interface StaffOnlyProps {
  /** What it takes to see this page. */
  needs: StaffPermission
  skeleton?: ReactNode
  children: (allows: Allows) => ReactNode
}

/** Its content for staff; others are told kindly, and nothing is asked of the server for them. */
export function StaffOnly({ needs, skeleton, children }: StaffOnlyProps) {
  const session = useSession()
  return (
    <Loadable state={session} skeleton={skeleton}>
      {({ staffPermissions }) => {
        const allows: Allows = (permission) => staffPermissions.includes(permission)
        if (allows(needs)) return children(allows)
        const staff = staffPermissions.length > 0
        return (
          <Empty
            art="mountain"
            title={staff ? '这一页没有开给你' : '这里是店家的工作台'}
            text={
              staff
                ? '需要的话，请店长给你加上这项权限'
                : '只有店里的同事能进。你要是店里的人，请店长把你加进来'
            }
            action="回到首页"
            onAction={() => switchTab('home')}
          />
        )
      }}
    </Loadable>
  )
}

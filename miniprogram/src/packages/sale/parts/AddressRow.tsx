import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { Address } from '@shared/contract/member/schema'
import { maskMobile } from '@/features/member'
import { cx, Icon, Tag, type IconName } from '@/ui'
import './AddressRow.scss'

interface AddressRowProps {
  icon: IconName
  /** The chosen one: its mark is filled. */
  on?: boolean
  who: ReactNode
  where: string
  /** At the right end. */
  children: ReactNode
}

/** A place to send to: its mark, who lives there and where. */
export function AddressRow({ icon, on, who, where, children }: AddressRowProps) {
  return (
    <View className="address">
      <View className={cx('address__mark', on && 'address__mark--on')}>
        <Icon name={icon} size={20} />
      </View>
      <View className="u-grow">
        {who}
        <View className="address__where">{where}</View>
      </View>
      {children}
    </View>
  )
}

/** Name and number; further tags as children. */
export function AddressWho({ address, children }: { address: Address; children?: ReactNode }) {
  return (
    <View className="address__who">
      <View className="address__name">{address.name}</View>
      <View className="address__mobile">{maskMobile(address.mobile)}</View>
      {children}
      {address.label && <Tag>{address.label}</Tag>}
    </View>
  )
}

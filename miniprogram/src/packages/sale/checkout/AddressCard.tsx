import { View } from '@tarojs/components'
import type { Address } from '@shared/contract/member/schema'
import { nearAddressLine } from '@/features/member'
import { Card, Icon } from '@/ui'
import { AddressRow, AddressWho } from '../parts/AddressRow'

interface AddressCardProps {
  address: Address | undefined
  onPick: () => void
}

/** Where it goes; without an address the way to write one. */
export function AddressCard({ address, onPick }: AddressCardProps) {
  return (
    <Card onClick={onPick}>
      <AddressRow
        icon={address ? 'pin' : 'plus'}
        who={address ? <AddressWho address={address} /> : <View className="u-15 u-b">添加收货地址</View>}
        where={address ? nearAddressLine(address) : '写好地址，才知道送到哪里'}
      >
        <Icon name="chev" size={14} className="checkout-arrow" />
      </AddressRow>
    </Card>
  )
}

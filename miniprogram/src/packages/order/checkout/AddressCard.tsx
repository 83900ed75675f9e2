import { View } from '@tarojs/components'
import type { Address } from '@shared/contract/member'
import { maskMobile, nearAddressLine } from '@/features/address'
import { Card, Icon, Tag } from '@/ui'

interface AddressCardProps {
  address: Address | undefined
  onPick: () => void
}

/** Where it goes; without an address the way to write one. */
export function AddressCard({ address, onPick }: AddressCardProps) {
  return (
    <Card onClick={onPick}>
      <View className="checkout-address">
        <View className="checkout-address__pin">
          <Icon name={address ? 'pin' : 'plus'} size={20} />
        </View>
        {address ? (
          <View className="u-grow">
            <View className="checkout-address__who">
              <View className="checkout-address__name">{address.name}</View>
              <View className="checkout-address__mobile">{maskMobile(address.mobile)}</View>
              {address.label && <Tag>{address.label}</Tag>}
            </View>
            <View className="checkout-address__where">{nearAddressLine(address)}</View>
          </View>
        ) : (
          <View className="u-grow">
            <View className="u-15 u-b">添加收货地址</View>
            <View className="checkout-address__where">写好地址，才知道送到哪里</View>
          </View>
        )}
        <Icon name="chev" size={14} className="checkout-address__arrow" />
      </View>
    </Card>
  )
}

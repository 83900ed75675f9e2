import { View } from '@tarojs/components'
import { addressLine, pickedAddress, useAddresses, type Address } from '@/features/member'
import { useFreshOnShow } from '@/data'
import { back, go, useParams, useRefresh } from '@/platform'
import { Button, Card, Empty, Icon, Loadable, Page, Tag } from '@/ui'
import { AddressRow, AddressWho } from '../parts/AddressRow'
import { WeChatAddresses } from './WeChatAddresses'
import './index.scss'

/** The address book; opened with `pick`, a tap chooses and goes back. */
export default function AddressesPage() {
  const { pick, selected } = useParams('sale/addresses')
  const addresses = useAddresses()
  useFreshOnShow('member')
  useRefresh(addresses.refetch)

  const choose = ({ addressId }: Address) => {
    if (!pick) return go('sale/address-edit', { addressId })
    pickedAddress.setState({ addressId })
    back()
  }
  return (
    <Page
      title={pick ? '选择收货地址' : '收货地址'}
      bar={
        <>
          <WeChatAddresses />
          <Button block onClick={() => go('sale/address-edit', {})}>
            新建地址
          </Button>
        </>
      }
    >
      <Loadable state={addresses}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty art="mountain" title="还没有收货地址" text="写好地址，下单时就不用再填了" />
          ) : (
            items.map((address) => (
              <Card key={address.addressId} onClick={() => choose(address)}>
                <AddressRow
                  {...(pick && address.addressId === selected
                    ? { icon: 'check', on: true }
                    : { icon: 'pin' })}
                  who={
                    <AddressWho address={address}>
                      {address.isDefault && <Tag tone="amber">默认</Tag>}
                    </AddressWho>
                  }
                  where={addressLine(address)}
                >
                  <View
                    className="address-edit"
                    role="button"
                    aria-label="修改地址"
                    onClick={(event) => {
                      event.stopPropagation()
                      go('sale/address-edit', { addressId: address.addressId })
                    }}
                  >
                    <Icon name="edit" size={18} />
                  </View>
                </AddressRow>
              </Card>
            ))
          )
        }
      </Loadable>
    </Page>
  )
}

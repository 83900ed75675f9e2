import { View } from '@tarojs/components'
import { receiverText, type MerchantOrder } from '@/features/fulfilment/merchant'
import { groupedNumber } from '@/features/fulfilment'
import { Card, copy, Icon, KeyValue } from '@/ui'

/** Where it goes: read, copied, called. */
export function Receiver({ order }: { order: MerchantOrder }) {
  const { address, parcels, remark, buyerName } = order
  const text = receiverText(address)
  return (
    <Card
      title="收货信息"
      extra={
        <View className="p-order__copy" role="button" onClick={() => void copy(text, '收货信息已复制')}>
          <Icon name="copy" size={14} />
          复制
        </View>
      }
    >
      <View className="u-14 u-b">{`${address.name}  ${address.mobile}`}</View>
      <View className="u-13 u-c2">{text.split('\n')[1]}</View>
      <View className="p-order__more">
        <KeyValue label="买家" value={buyerName} />
        {remark !== '' && <KeyValue label="留言" value={remark} />}
        {parcels.map(({ parcelId, courierName, waybill }) => (
          <KeyValue key={parcelId} label={courierName} value={groupedNumber(waybill)} />
        ))}
      </View>
    </Card>
  )
}

import { View } from '@tarojs/components'
import { receiverText, type MerchantOrder } from '@/features/fulfilment/merchant'
import { groupedNumber } from '@/features/fulfilment'
import { Card, copy, Icon, KeyValue } from '@/ui'

/** Where it goes: read, copied, called. */
export function Receiver({
  order,
  correctable,
  onCorrect,
}: {
  order: MerchantOrder
  /** Whether a waybill may be put right here. */
  correctable: boolean
  onCorrect: (parcelId: string) => void
}) {
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
        {parcels.map((parcel) => (
          <KeyValue
            key={parcel.parcelId}
            label={parcel.courierName}
            value={
              <View className="u-row">
                {parcel.waybill ? groupedNumber(parcel.waybill) : '没有单号'}
                {correctable && (
                  <View
                    className="p-order__correct"
                    role="button"
                    hoverClass="u-press"
                    onClick={() => onCorrect(parcel.parcelId)}
                  >
                    改
                  </View>
                )}
              </View>
            }
          />
        ))}
      </View>
    </Card>
  )
}

import { View } from '@tarojs/components'
import { receiverText, type MerchantOrder, type OpenReceiver } from '@/features/fulfilment/merchant'
import { groupedNumber } from '@/features/fulfilment'
import { Button, Card, copy, Icon, KeyValue } from '@/ui'

interface ReceiverProps {
  order: MerchantOrder
  /** Once somebody has asked for it. */
  shown: OpenReceiver | undefined
  /** Asks for it; absent for who may not, or when there is nothing more to see. */
  onReveal: (() => Promise<void>) | undefined
  /** Whether a waybill may be put right here. */
  correctable: boolean
  onCorrect: (parcelId: string) => void
}

/** Where it goes: masked, and on demand read and copied. */
export function Receiver({ order, shown, onReveal, correctable, onCorrect }: ReceiverProps) {
  const { parcels, remark, buyerName } = order
  const address = shown ?? order.address
  const text = receiverText(address)
  return (
    <Card
      title="收货信息"
      extra={
        shown && (
          <View className="p-order__copy" role="button" onClick={() => void copy(text, '收货信息已复制')}>
            <Icon name="copy" size={14} />
            复制
          </View>
        )
      }
    >
      <View className="u-14 u-b">{`${address.name}  ${address.mobile}`}</View>
      <View className="u-13 u-c2">{text.split('\n')[1]}</View>
      {!shown && onReveal && (
        <View className="p-order__reveal">
          <View className="u-12 u-c3 u-grow">看过会记入操作记录</View>
          <Button kind="line" size="s" onClick={onReveal}>
            看完整信息
          </Button>
        </View>
      )}
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

import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { REMARK } from '@shared/contract/checkout/limits'
import { misfit } from '@shared/text/length'
import { pickedAddress } from '@/features/member'
import { sayError, useSession } from '@/data'
import {
  problemOf,
  seenOf,
  useCheckoutLines,
  usePlaceOrder,
  useQuote,
  whyNot,
  type Problem,
  type Quote,
} from '@/features/checkout'
import { usePayOrder } from '@/features/payment'
import { shopLine } from '@/features/shop'
import { ConsentLine, useConsent } from '@/features/privacy'
import { back, CallError, go, replace, useParams } from '@/platform'
import { Card, Empty, Failure, Notice, Page, Patient, Row, SkeletonList, TextInput, toast } from '@/ui'
import { AddressCard } from './AddressCard'
import { Bill } from './Bill'
import { CheckoutLines } from './CheckoutLines'
import { PayBar } from './PayBar'
import './index.scss'

export default function CheckoutPage() {
  const { lines, fromCart, setQuantity, remove, cartError, refetchCart } = useCheckoutLines(
    useParams('sale/checkout'),
  )
  const { addressId } = pickedAddress()
  const quote = useQuote(lines, addressId)
  const { data: session } = useSession()
  const [remark, setRemark] = useState('')
  const [problem, setProblem] = useState<Problem>()
  const place = usePlaceOrder()
  const pay = usePayOrder()
  const consent = useConsent()

  // The address that was picked is gone: the default takes its place.
  const addressGone = !!addressId && quote.error instanceof CallError && quote.error.code === 'NOT_FOUND'
  useEffect(() => {
    if (addressGone) pickedAddress.setState({ addressId: undefined })
  }, [addressGone])

  const pickAddress = (current: Quote['address']) =>
    current ? go('sale/addresses', { pick: '1', selected: current.addressId }) : go('sale/address-edit', {})

  const submit = async (bill: Quote): Promise<void> => {
    if (!bill.address) return pickAddress(undefined)
    if (misfit(remark, REMARK)) return toast(`留言最多 ${REMARK.most} 个字`)
    setProblem(undefined)
    let placed
    try {
      placed = await place({
        lines: bill.lines.map(({ productId, skuId, quantity }) => ({ productId, skuId, quantity })),
        addressId: bill.address.addressId,
        remark: remark.trim(),
        expectedPayFen: bill.amounts.payFen,
        seen: seenOf(bill),
        fromCart,
      })
    } catch (error) {
      const found = problemOf(error, bill)
      setProblem(found)
      toast(found.sentence)
      if (found.way === 'requote') void quote.refetch()
      if (found.way === 'address') pickAddress(undefined)
      return
    }
    const { orderId } = placed
    const result = await pay(orderId, placed.payParams)
    // Agreed by the tap, below the sentence that says so; nothing waits between it and WeChat's sheet.
    void consent.agree().catch(() => undefined)
    if (result === 'cancelled') toast('还没付款，订单给你留着')
    replace('sale/order', { orderId })
  }

  if (lines?.length === 0) {
    return (
      <Page title="确认订单">
        <Empty art="basket" title="没有要结算的商品" text="回去再挑一挑吧" action="返回" onAction={back} />
      </Page>
    )
  }
  const bill = lines ? quote.data : undefined
  if (!bill) {
    const error = cartError ?? (addressGone ? null : quote.error)
    const closed = error instanceof CallError && error.code === 'SHOP_CLOSED'
    return (
      <Page title="确认订单">
        {closed ? (
          <Empty art="shop" title="还没开张" text={error.message} action="返回" onAction={back} />
        ) : error ? (
          <Failure
            title="账单没有算出来"
            text={sayError(error).sentence}
            code={sayError(error).code}
            onRetry={cartError ? refetchCart : quote.refetch}
          />
        ) : (
          <Patient>
            <SkeletonList />
          </Patient>
        )}
      </Page>
    )
  }

  const reason = whyNot(bill)
  return (
    <Page
      title="确认订单"
      bar={<PayBar bill={bill} reason={reason} busy={quote.isFetching} onPay={() => submit(bill)} />}
    >
      {problem && (
        <View className="checkout-problem">
          <Notice tone="amber" icon="info">
            {problem.sentence}
            {problem.changes?.map((words) => (
              <View key={words}>{words}</View>
            ))}
          </Notice>
        </View>
      )}
      <AddressCard address={bill.address} onPick={() => pickAddress(bill.address)} />
      <Card padding="snug" className="checkout-lines">
        <CheckoutLines
          bill={bill}
          shopLine={session ? shopLine(session.shop) : ''}
          onQuantity={setQuantity}
          onRemove={remove}
        />
        <Row label="配送" value={bill.amounts.freightFen === 0 ? '快递 · 包邮' : '快递'} />
        <Row label="留言">
          <TextInput end value={remark} onChange={setRemark} placeholder="选填，如：礼盒请放手提袋" />
        </Row>
      </Card>
      <Bill bill={bill} />
      {session?.recommendedBy && (
        <View className="checkout-by">{`由朋友「${session.recommendedBy}」推荐 · 价格与自行购买一致`}</View>
      )}
      {consent.asks && <ConsentLine act="付款" />}
    </Page>
  )
}

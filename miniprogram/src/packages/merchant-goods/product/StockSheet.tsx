import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import {
  availableAfter,
  piecesOf,
  STOCK_REASONS,
  useAdjustStock,
  type StockWay,
} from '@/features/inventory/merchant'
import type { MerchantSku } from '@/features/catalog/merchant'
import { countText } from '@shared/words/count'
import { newToken, serverNow } from '@/platform'
import { Button, Choices, Field, SegmentedTabs, Sheet, TextInput, toast } from '@/ui'
import '@/merchant/sheet.scss'

export interface StockSheetProps {
  sku: MerchantSku
  open: boolean
  onClose: () => void
}

/** 调整库存: more or fewer, and why. The same sheet sent twice is one adjustment. */
export function StockSheet({ sku, open, onClose }: StockSheetProps) {
  const [way, setWay] = useState<StockWay>('in')
  const [text, setText] = useState('')
  const [reason, setReason] = useState<string>(STOCK_REASONS.in[0])
  const command = useRef({ token: newToken(), begunAt: serverNow() })
  const adjust = useAdjustStock()
  const pieces = piecesOf(text)
  const after = pieces === null ? null : availableAfter(sku.available, way, pieces)

  const change = (next: string) => {
    const to: StockWay = next === 'out' ? 'out' : 'in'
    setWay(to)
    setReason(STOCK_REASONS[to][0])
  }
  const send = async () => {
    if (pieces === null) return toast('请填要调整的件数')
    const delta = way === 'in' ? pieces : -pieces
    const { available } = await adjust.mutateAsync({
      skuId: sku.skuId,
      ...command.current,
      delta,
      reason: reason.trim(),
    })
    toast(`已调整，现在可卖 ${countText(available)} 件`, { icon: 'ok' })
    onClose()
  }
  const blocked =
    pieces === null
      ? '请填件数'
      : after !== null && after < 0
        ? '没有这么多可以减'
        : [...reason.trim()].length < 2
          ? '请写原因'
          : undefined

  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={`调整库存 · ${sku.values.join(' · ') || '默认规格'}`}
      footer={
        <Button block {...(blocked ? { reason: blocked } : {})} onClick={send}>
          确认调整
        </Button>
      }
    >
      <SegmentedTabs
        look="pill"
        items={[
          { value: 'in', label: '增加' },
          { value: 'out', label: '减少' },
        ]}
        value={way}
        onChange={change}
      />
      <Field
        label="件数"
        required
        {...(after === null || after < 0
          ? { hint: `现在可卖 ${countText(sku.available)} 件` }
          : { hint: `调整后可卖 ${countText(after)} 件` })}
      >
        <TextInput type="number" value={text} onChange={setText} placeholder="整数" maxLength={7} />
      </Field>
      <Field label="原因" required tall>
        <View className="u-grow">
          <Choices
            options={STOCK_REASONS[way].map((word) => ({ value: word, label: word }))}
            value={reason}
            onChange={setReason}
          />
          <View className="m-sheet__own m-sheet__own--line">
            <TextInput value={reason} onChange={setReason} placeholder="也可以自己写" maxLength={60} />
          </View>
        </View>
      </Field>
    </Sheet>
  )
}

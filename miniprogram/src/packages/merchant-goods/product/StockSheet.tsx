import { useRef, useState } from 'react'
import {
  availableAfter,
  piecesOf,
  STOCK_REASONS,
  useAdjustStock,
  type StockWay,
} from '@/features/inventory/merchant'
import type { MerchantSku } from '@/features/catalog/merchant'
import { ADJUST_REASON } from '@shared/contract/inventory/limits'
import { cleanLine } from '@shared/text/line'
import { countText } from '@shared/words/count'
import { newToken, serverNow } from '@/platform'
import { ReasonField, reasonProblem } from '@/merchant/ReasonField'
import { Button, Field, SegmentedTabs, Sheet, TextInput, toast } from '@/ui'

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
      reason: cleanLine(reason),
    })
    toast(`已调整，现在可卖 ${countText(available)} 件`, { icon: 'ok' })
    onClose()
  }
  const blocked =
    pieces === null
      ? '请填件数'
      : after !== null && after < 0
        ? '没有这么多可以减'
        : reasonProblem(reason, ADJUST_REASON)

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
        <TextInput type="number" value={text} onChange={setText} placeholder="整数" />
      </Field>
      <ReasonField
        label="原因"
        presets={STOCK_REASONS[way]}
        limit={ADJUST_REASON}
        value={reason}
        onChange={setReason}
      />
    </Sheet>
  )
}

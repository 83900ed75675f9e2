import { cleanWaybill } from '@/features/fulfilment/merchant'
import { canScan, scanCode } from '@/platform'
import { Button, sayRefusal, toast } from '@/ui'

/** Reads the number off a parcel's label; nothing in a browser. */
export function ScanWaybill({ onScan }: { onScan: (waybill: string) => void }) {
  if (!canScan) return null
  const scan = async () => {
    const scanned = await scanCode()
    if ('refusal' in scanned) return sayRefusal(scanned.refusal, '扫码')
    // Labels carry other codes, too: of the shop, of a web page.
    const waybill = cleanWaybill(scanned.text)
    if (waybill === undefined) return toast('扫到的不是快递单号，换个码再扫')
    onScan(waybill)
  }
  return (
    <Button kind="line" size="s" onClick={scan}>
      扫码
    </Button>
  )
}

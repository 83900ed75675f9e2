import { WAYBILL } from '@shared/contract/fulfilment/limits'
import { withoutUnseen } from '@shared/text/line'

/** `SF1388…` as the server takes it, however it was typed or pasted; undefined when it is none. */
export function cleanWaybill(text: string): string | undefined {
  const waybill = withoutUnseen(text.normalize('NFKC')).toUpperCase()
  return WAYBILL.test(waybill) ? waybill : undefined
}

import * as z from 'zod'
import { COURIER_ID, COURIER_NAME } from '../courier/limits'
import { instant, key, text } from '../fields'
import { DELIVERY_WAYS, WAYBILL } from './limits'

/** An id of WeChat's directory. */
export const courierCode = key(COURIER_ID)

/** How goods get to the buyer; a courier and its waybill with 快递 only. */
const delivery = {
  way: z.enum(DELIVERY_WAYS).default('express'),
  courier: courierCode.optional(),
  /** The name of a courier that WeChat does not know (`OTHER`). */
  courierName: text(COURIER_NAME.most, COURIER_NAME.least).optional(),
  waybill: z.string().regex(WAYBILL).optional(),
}

/** A strict object with `more` and a delivery in it. */
export const withDelivery = <T extends z.ZodRawShape>(more: T) =>
  z.strictObject({ ...more, ...delivery }).refine((input) => {
    const { way, courier, waybill } = input as z.output<z.ZodObject<typeof delivery>>
    return way === 'express' ? courier !== undefined && waybill !== undefined : true
  }, '快递要有快递公司和单号')

export const parcel = z.object({
  parcelId: z.string(),
  way: z.enum(DELIVERY_WAYS),
  /** Empty when it is no express. */
  courier: z.string(),
  /** 快递公司, or how else it gets there. */
  courierName: z.string(),
  /** Empty when it is no express. */
  waybill: z.string(),
  shippedAt: instant,
  lines: z.array(z.object({ lineId: z.string(), quantity: z.int() })),
})

export const FULFILMENT_TABS = [
  'unshipped',
  'unpaid',
  'shipped',
  'done',
  'refund',
  'all',
  'recommended',
] as const

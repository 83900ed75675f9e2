import * as z from 'zod'
import { COURIER_CODES } from '../../couriers'
import { instant } from '../fields'

export const courierCode = z.enum(COURIER_CODES)

export const parcel = z.object({
  parcelId: z.string(),
  courier: z.string(),
  courierName: z.string(),
  waybill: z.string(),
  shippedAt: instant,
  lines: z.array(z.object({ lineId: z.string(), quantity: z.int() })),
})

export const FULFILMENT_TABS = ['unshipped', 'unpaid', 'shipped', 'done', 'refund', 'all'] as const

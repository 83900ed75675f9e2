import * as z from 'zod'
import { COURIER_CODES } from '../../couriers'
import { instant } from '../fields'

export const courierCode = z.enum(COURIER_CODES)

export const shipment = z.object({
  courier: courierCode,
  courierName: z.string(),
  waybill: z.string(),
  shippedAt: instant,
})

export const FULFILMENT_TABS = ['unshipped', 'unpaid', 'shipped', 'done', 'refund', 'all'] as const

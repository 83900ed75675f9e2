import * as z from 'zod'
import { mobile, text } from '../fields'

export const addressFields = {
  name: text(20),
  mobile,
  province: text(20),
  city: text(20),
  district: text(20),
  /** Street, building, door. */
  detail: text(100, 2),
  label: text(6, 0).default(''),
}

export const address = z.object({
  addressId: z.string(),
  name: z.string(),
  mobile: z.string(),
  province: z.string(),
  city: z.string(),
  district: z.string(),
  detail: z.string(),
  label: z.string(),
  isDefault: z.boolean(),
})
export type Address = z.infer<typeof address>

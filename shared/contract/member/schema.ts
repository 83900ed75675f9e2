import * as z from 'zod'
import { mobile, text } from '../fields'
import { ADDRESS_LABEL, PLACE, RECEIVER, STREET } from './limits'

const place = text(PLACE.most, PLACE.least)

export const addressFields = {
  name: text(RECEIVER.most, RECEIVER.least),
  mobile,
  province: place,
  city: place,
  district: place,
  detail: text(STREET.most, STREET.least),
  label: text(ADDRESS_LABEL.most, ADDRESS_LABEL.least).default(''),
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

/** Where a parcel goes. */
export const receiver = address.omit({ addressId: true, isDefault: true, label: true })

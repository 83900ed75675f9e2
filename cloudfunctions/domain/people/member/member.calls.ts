import type { Handlers } from '../../../platform/door'
import { deleteAddress, listAddresses, saveAddress } from './address.service'
import { rename } from './member.service'

export const storefront = {
  'member.updateProfile': async (ctx, { nickname }) => {
    await rename(ctx, nickname)
    return {}
  },
  'member.addresses': listAddresses,
  'member.saveAddress': saveAddress,
  'member.removeAddress': async (ctx, { addressId }) => {
    await deleteAddress(ctx, addressId)
    return {}
  },
} satisfies Partial<Handlers<'storefront'>>

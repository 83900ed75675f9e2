import type { Handlers } from '../../../platform/door'
import { deleteAddress, listAddresses, saveAddress } from './address.service'
import { updateProfile } from './member.service'

export const storefront = {
  'member.updateProfile': async (ctx, { nickname }) => {
    await updateProfile(ctx, nickname)
    return {}
  },
  'member.addresses': listAddresses,
  'member.saveAddress': saveAddress,
  'member.removeAddress': async (ctx, { addressId }) => {
    await deleteAddress(ctx, addressId)
    return {}
  },
} satisfies Partial<Handlers<'storefront'>>

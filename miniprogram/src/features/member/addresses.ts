import { create } from 'zustand'
import { useCall, useCommand } from '@/data'
import type { AddressForm } from './address-form'

export type { Address } from '@shared/contract/member/schema'

export function useAddresses(enabled = true) {
  return useCall('storefront/member.addresses', {}, { enabled })
}

/** One of the addresses in the book, or undefined while it is not known. */
export function useAddress(addressId: string | undefined) {
  const { data, ...rest } = useAddresses(!!addressId)
  return { ...rest, address: data?.items.find((address) => address.addressId === addressId), known: !!data }
}

export function useSaveAddress() {
  return useCommand('storefront/member.saveAddress', { once: true })
}

export function useRemoveAddress() {
  return useCommand('storefront/member.removeAddress')
}

/** An address from elsewhere that cannot be saved as it is: the form opens with it, once. */
const draft = create<{ form: AddressForm | undefined }>(() => ({ form: undefined }))

export const leaveDraft = (form: AddressForm): void => draft.setState({ form })

export function takeDraft(): AddressForm | undefined {
  const { form } = draft.getState()
  draft.setState({ form: undefined })
  return form
}

/** The address that was picked for the checkout at hand; without one the server takes the default. */
export const pickedAddress = create<{ addressId: string | undefined }>(() => ({ addressId: undefined }))

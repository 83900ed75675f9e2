import { create } from 'zustand'
import { useCall, useCommand } from '../call'

export type { Address } from '@shared/contract/member'

export function useAddresses(enabled = true) {
  return useCall('storefront/address.list', {}, { enabled })
}

/** One of the addresses in the book, or undefined while it is not known. */
export function useAddress(addressId: string | undefined) {
  const { data, ...rest } = useAddresses(!!addressId)
  return { ...rest, address: data?.items.find((address) => address.addressId === addressId), known: !!data }
}

const CHANGES = ['storefront/address.list', 'storefront/order.quote'] as const

export function useSaveAddress() {
  return useCommand('storefront/address.save', { refreshes: CHANGES })
}

export function useRemoveAddress() {
  return useCommand('storefront/address.remove', { refreshes: CHANGES })
}

/** The address that was picked for the checkout at hand; without one the server takes the default. */
export const pickedAddress = create<{ addressId: string | undefined }>(() => ({ addressId: undefined }))

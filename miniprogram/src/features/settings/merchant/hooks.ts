import type { OutputOf } from '@shared/contract'
import { useCall, useCommand } from '@/data'

export type Settings = OutputOf<'merchant/settings.get'>
export type Setup = OutputOf<'merchant/setup.get'>

export function useSettings(enabled = true) {
  return useCall('merchant/settings.get', {}, { enabled })
}

/** Its refusals are the page's: somebody else's change is merged, not only toasted. */
export function useSaveSettings() {
  return useCommand('merchant/settings.save', { silent: true })
}

export function useSetup(enabled = true) {
  return useCall('merchant/setup.get', {}, { enabled })
}

export function useOpenShop() {
  return useCommand('merchant/setup.open')
}

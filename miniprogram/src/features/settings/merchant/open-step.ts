import type { SetupStep } from '@shared/contract/setup/schema'
import { go, replace } from '@/platform'

/** Opens the page of a step; `onward`: in place of the step before it, while the shop is set up. */
export function openStep(step: SetupStep, { setup, onward }: { setup: boolean; onward?: boolean }): void {
  const open = onward ? replace : go
  const way = setup ? { setup: '1' } : {}
  if (step === 'commission') open('merchant-distribution/policy', way)
  else if (step === 'product') open('merchant-goods/products', {})
  else open('merchant-shop/setting', { group: step, ...way })
}

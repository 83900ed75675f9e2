import type { SetupStep } from '@shared/contract/setup/limits'
import { go, replace } from '@/platform'

export interface OpenStep {
  /** The shop is being set up: saving leads on to the next step. */
  setup: boolean
  /** It stands already: it is opened to be changed. */
  done?: boolean
  /** In place of the step before it. */
  onward?: boolean
}

/** Opens the page of a step. */
export function openStep(step: SetupStep, { setup, done, onward }: OpenStep): void {
  const open = onward ? replace : go
  const way = setup ? { setup: '1' } : {}
  if (step === 'commission') open('merchant-distribution/policy', way)
  else if (step !== 'product') open('merchant-shop/setting', { group: step, ...way })
  else if (done) open('merchant-goods/products', {})
  else open('merchant-goods/new', way)
}

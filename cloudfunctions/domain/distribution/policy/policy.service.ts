import type { AnswerOf } from '@shared/contract'
import type { Context } from '../../../platform/context'
import { loadSettings } from '../../shop/settings'

/** The policy of commission and binding that is valid now. */
export async function policyOf(ctx: Context): Promise<AnswerOf<'merchant/policy.get'>> {
  const { policyVersion, policyChangedAt, commission, binding } = await loadSettings(ctx)
  return { version: policyVersion, commission, binding, changedAt: policyChangedAt }
}

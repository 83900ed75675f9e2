import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import type { Context } from '../../../platform/context'
import { loadSettings, pageOfPolicies, validPolicy, type PolicyDoc } from '../../shop/settings'

/** The policy of commission and binding that is valid now. */
export async function policyOf(ctx: Context): Promise<AnswerOf<'merchant/policy.get'>> {
  const { policyVersion, policyChangedAt, commission, binding } = await loadSettings(ctx)
  return { version: policyVersion, commission, binding, changedAt: policyChangedAt }
}

/** A page of all versions, the valid one first: two trips at once. @throws AppError BAD_INPUT for a foreign cursor */
export async function listVersions(
  ctx: Context,
  { cursor }: ParsedInputOf<'merchant/policy.versions'>,
): Promise<AnswerOf<'merchant/policy.versions'>> {
  const [page, settings] = await Promise.all([pageOfPolicies(ctx, cursor), loadSettings(ctx)])
  const valid = validPolicy(settings)
  // It is kept already while the next one is being saved.
  const earlier = page.items.filter(({ version }) => version < valid.version)
  const items = cursor === undefined ? [valid, ...earlier] : earlier
  return { ...page, items: items.map(toVersion) }
}

const toVersion = ({ _id, ...version }: PolicyDoc) => version

import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import { LEVELS_FREELY } from '@shared/contract/policy/limits'
import type { ThreeLevelsConfirmed } from '@shared/contract/policy/schema'
import { THREE_LEVELS } from '@shared/words/three-levels'
import type { Context, StaffContext } from '../../../platform/context'
import {
  changePolicy,
  loadSettings,
  pageOfPolicies,
  settingsAndUnsigned,
  validPolicy,
  versionThatStands,
  type PolicyDoc,
} from '../../shop/settings'

/** The policy of commission and binding that is valid now, and what of it waits for the owner's signature. */
export async function policyOf(ctx: Context): Promise<AnswerOf<'merchant/policy.get'>> {
  const { settings, unsigned } = await settingsAndUnsigned(ctx)
  const { policyVersion, policyChangedAt, commission, binding } = settings
  const { threeLevels, ...reckoned } = commission
  return {
    version: policyVersion,
    commission: reckoned,
    binding,
    changedAt: policyChangedAt,
    ...(unsigned && { unsignedRates: unsigned }),
    ...(threeLevels && {
      threeLevels: {
        name: threeLevels.name,
        at: threeLevels.at,
        policyVersion: threeLevels.policyVersion,
      },
    }),
  }
}

/**
 * Saves a policy as the next version. Three levels take the owner's signature below the explanation of what WeChat
 * may do to the shop; it is kept with the policy, stands for the versions after it, and is gone with the third level
 * (docs/compliance.md). Round trips: 1; 1 more for three levels that were confirmed before.
 *
 * @returns the version of this policy
 * @throws AppError VERSION_CONFLICT when `version` is not the one that is valid, THREE_LEVELS_UNCONFIRMED without a
 * signature below the explanation of today, THREE_LEVELS_OWNER for one of somebody else
 */
export async function savePolicy(
  ctx: StaffContext,
  { version, commission, binding, threeLevels: signed }: ParsedInputOf<'merchant/policy.save'>,
): Promise<number> {
  if (commission.rates.length <= LEVELS_FREELY) return changePolicy(ctx, version, { commission, binding })
  if (signed) {
    const threeLevels = confirmed(ctx, signed, version + 1)
    return changePolicy(ctx, version, { commission: { ...commission, threeLevels }, binding })
  }
  const settings = await loadSettings(ctx)
  if (settings.policyVersion !== version) return versionThatStands(settings, { commission, binding })
  const { threeLevels } = settings.commission
  if (!threeLevels) throw new AppError('THREE_LEVELS_UNCONFIRMED')
  return changePolicy(ctx, version, { commission: { ...commission, threeLevels }, binding })
}

type Signed = NonNullable<ParsedInputOf<'merchant/policy.save'>['threeLevels']>

function confirmed(
  ctx: StaffContext,
  { name, textVersion }: Signed,
  policyVersion: number,
): ThreeLevelsConfirmed {
  if (ctx.staff.owner !== true) throw new AppError('THREE_LEVELS_OWNER')
  if (textVersion !== THREE_LEVELS.version) throw new AppError('THREE_LEVELS_UNCONFIRMED')
  return { staffId: ctx.openid, name, at: ctx.clock.now(), textVersion, policyVersion }
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

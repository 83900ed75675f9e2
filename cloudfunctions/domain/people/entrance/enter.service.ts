import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import type { MemberContext } from '../../../platform/context'
import { cartCount } from '../../sale/cart'
import { enterWithScene, recommendedByOf } from '../../distribution/binding'
import { legalOf, loadSettings, toShop } from '../../shop/settings'
import { hasOwner, loadStaff, permissionsOf } from '../staff'
import { findDistributorState, stateShown } from '../../distribution/distributor'
import { visitingMember } from '../member'

/**
 * Opens the mall. Trips of somebody who has been here before: 5 at once and 1 for the name of whoever recommended
 * the shop; a scene adds what `enterWithScene` needs, a first visit one insert, a shop that is not open yet one.
 */
export async function enter(
  ctx: MemberContext,
  { scene }: ParsedInputOf<'storefront/member.enter'>,
): Promise<AnswerOf<'storefront/member.enter'>> {
  const [member, settings, distributor, staff, pieces] = await Promise.all([
    visitingMember(ctx),
    loadSettings(ctx),
    findDistributorState(ctx, ctx.openid),
    loadStaff(ctx, ctx.openid),
    cartCount(ctx),
  ])
  const { nickname, binding, consent } = member
  const { recommendedBy, landing } =
    scene === undefined
      ? { recommendedBy: await recommendedByOf(ctx, binding), landing: undefined }
      : await enterWithScene(
          ctx,
          { openid: ctx.openid, nickname, binding, isDistributor: distributor !== undefined },
          scene,
          settings,
        )
  return {
    nickname,
    avatar: '',
    distributorState: stateShown(distributor?.state),
    staffPermissions: permissionsOf(staff),
    cartCount: pieces,
    ...(recommendedBy !== undefined && { recommendedBy }),
    ...(landing && { landing }),
    terms: { version: legalOf(settings).version, ...(consent && { agreed: consent.version }) },
    // Asked only until the shop opens.
    shop: toShop(settings, !settings.preparing || (await hasOwner(ctx))),
  }
}

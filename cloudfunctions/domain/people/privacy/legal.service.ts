import type { AnswerOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import type { MemberContext } from '../../../platform/context'
import { legalOf, loadSettings } from '../../shop/settings'
import { findMember, visitingMember } from '../member'
import { noteConsent } from './privacy.repo'

/** Two round trips at once. */
export async function textsOf(ctx: MemberContext): Promise<AnswerOf<'storefront/privacy.texts'>> {
  const [settings, member] = await Promise.all([loadSettings(ctx), findMember(ctx, ctx.openid)])
  return { ...legalOf(settings), ...(member?.consent && { agreed: member.consent }) }
}

/**
 * Notes version and time on the member; the same version again keeps the first time. Two round trips, one more for
 * somebody who is no member yet. @throws AppError TERMS_OUTDATED
 */
export async function agree(ctx: MemberContext, version: number): Promise<void> {
  if (version !== legalOf(await loadSettings(ctx)).version) throw new AppError('TERMS_OUTDATED')
  const consent = { version, at: ctx.clock.now() }
  if (await noteConsent(ctx, ctx.openid, consent)) return
  await visitingMember(ctx)
  await noteConsent(ctx, ctx.openid, consent)
}

import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import { maskName, maskNumber } from '@shared/text/mask'
import { maskPhones } from '@shared/text/phones'
import { UNREADABLE } from '@shared/words/unreadable'
import type { Context, StaffContext } from '../../../platform/context'
import { openPersonal, type Place, type Sealed } from '../../../platform/personal'
import { leaveRow, lookKey } from '../../../platform/trail'
import type { Applicant, DistributorDoc } from './distributor.model'
import { readApplicant } from './distributor.repo'

/** Where what an applicant told lies. */
export const applicantPlace = (openid: string): Place => ({ in: 'distributors', of: openid, at: 'applicant' })

/** What was stored before applicants were sealed: in clear. */
type InClear = Partial<Applicant>

/** An applicant as pages show one. */
export interface OpenApplicant extends Applicant {
  /** False when no key opens it: then words stand in its place. */
  readable: boolean
}

export function sealApplicant(
  ctx: Pick<Context, 'personal'>,
  openid: string,
  { realName, mobile, channel }: Applicant,
): Sealed<Applicant> {
  return ctx.personal.seal(applicantPlace(openid), { realName, mobile, channel })
}

/** What somebody told on applying; empty when it was taken away. What no key opens is told by the log. */
export function applicantOf(ctx: Context, kept: Pick<DistributorDoc, '_id' | 'applicant'>): OpenApplicant {
  const { _id, applicant, realName, mobile = '', channel = '' } = kept as typeof kept & InClear
  // In clear beside a seal it is the newer one: a function of before has written it, ours take it away.
  if (realName !== undefined || applicant === undefined)
    return { realName: realName ?? '', mobile, channel, readable: true }
  const opened = openPersonal(ctx, applicantPlace(_id), applicant)
  return opened
    ? { ...opened, readable: true }
    : { realName: UNREADABLE, mobile: '', channel: UNREADABLE, readable: false }
}

/** What the merchant sees of an applicant before asking for more; the channel is what the review is about. */
export function maskApplicant({ realName, mobile, channel, readable }: OpenApplicant): {
  realName: string
  maskedMobile: string
  channel: string
} {
  if (!readable) return { realName, maskedMobile: mobile, channel }
  return {
    realName: realName && maskName(realName),
    maskedMobile: mobile && maskNumber(mobile),
    channel: maskPhones(channel),
  }
}

/**
 * Who an applicant or a distributor is, in clear. The trail says who looked before anything is told. Two round trips.
 * @throws AppError NOT_FOUND; when the row of the trail cannot be written
 */
export async function revealApplicant(
  ctx: StaffContext,
  { distributorId }: ParsedInputOf<'merchant/distributor.reveal'>,
): Promise<AnswerOf<'merchant/distributor.reveal'>> {
  const found = await readApplicant(ctx, distributorId)
  if (!found) throw new AppError('NOT_FOUND')
  await leaveRow(ctx, {
    kind: 'privacy',
    what: '看了完整申请资料',
    subject: { id: distributorId, name: found.distributor.nickname },
    changes: [],
    key: lookKey(ctx, distributorId),
  })
  const { realName, mobile, channel } = applicantOf(ctx, found.distributor)
  return { realName, mobile, channel }
}

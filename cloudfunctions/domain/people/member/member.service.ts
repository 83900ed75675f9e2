import { NAMELESS } from '@shared/words/nameless'
import type { MemberContext } from '../../../platform/context'
import type { MemberDoc } from './member.model'
import { findMember, insertMember, setNickname, touchMember } from './member.repo'
import { passText } from './text.service'

/** A member as they come to the shop for the first time. */
export function newMember(openid: string, at: number, nickname = NAMELESS): MemberDoc {
  return {
    _id: openid,
    nickname,
    createdAt: at,
    lastSeenAt: at,
    addresses: {},
    addressCount: 0,
    defaultAddressId: null,
    binding: null,
    boundTo: null,
    bindingHistory: [],
  }
}

/** The caller as a member, made on the first visit: one trip for somebody known. */
export async function visitingMember(ctx: MemberContext): Promise<MemberDoc> {
  return (await touchMember(ctx, ctx.openid)) ?? makeMember(ctx)
}

/** Makes the caller a member; of two requests at once, one does. */
export async function makeMember(ctx: MemberContext): Promise<MemberDoc> {
  const member = newMember(ctx.openid, ctx.clock.now())
  if (await insertMember(ctx, member)) return member
  return (await findMember(ctx, ctx.openid)) ?? member
}

/**
 * The caller's name, here and nowhere else, when WeChat lets others read it: whoever shows it reads it here. An order,
 * and the commission on it, keep the name of their time, as they keep the address. @throws AppError TEXT_REFUSED
 */
export async function rename(ctx: MemberContext, nickname: string): Promise<void> {
  await passText(ctx, { openid: ctx.openid, text: nickname, where: 'profile' })
  if (await setNickname(ctx, ctx.openid, nickname)) return
  await makeMember(ctx)
  await setNickname(ctx, ctx.openid, nickname)
}

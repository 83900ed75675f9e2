import type { Context } from '../../../platform/context'
import { fieldKey } from '../../../platform/field-key'
import { removals } from '../../../platform/removals'
import type { AddressDoc, MemberDoc } from './member.model'

const MEMBERS = 'members'

export function findMember(ctx: Context, openid: string): Promise<MemberDoc | null> {
  return ctx.db.get(MEMBERS, openid)
}

/** Names and bindings of these members (at most 1,000), by openid. */
export async function findMembers(
  ctx: Context,
  openids: readonly string[],
): Promise<Map<string, Pick<MemberDoc, 'nickname' | 'binding'>>> {
  if (openids.length === 0) return new Map()
  const where = { _id: ctx.db._.in([...openids]) }
  const found = await ctx.db.find(MEMBERS, { where, fields: ['nickname', 'binding'], limit: 1000 })
  return new Map(found.map(({ _id, ...member }) => [_id, member]))
}

/** False when the member exists already. */
export function insertMember(ctx: Context, member: MemberDoc): Promise<boolean> {
  return ctx.db.insert(MEMBERS, member)
}

/** Notes the visit and reads the member in one trip; null for somebody new. */
export function touchMember(ctx: Context, openid: string): Promise<MemberDoc | null> {
  return ctx.db.changeAndGet(MEMBERS, { _id: openid }, { lastSeenAt: ctx.clock.now() })
}

export async function setNickname(ctx: Context, openid: string, nickname: string): Promise<boolean> {
  return (await ctx.db.change(MEMBERS, { _id: openid }, { nickname })) > 0
}

/** Adds an address while there are fewer than `limit`; false when there are not, or the id is taken. */
export async function addAddress(
  ctx: Context,
  openid: string,
  address: AddressDoc,
  { limit, isDefault }: { limit: number; isDefault: boolean },
): Promise<boolean> {
  const { _ } = ctx.db
  const path = `addresses.${fieldKey(address.addressId)}`
  const updated = await ctx.db.change(
    MEMBERS,
    { _id: openid, addressCount: _.lt(limit), [path]: _.exists(false) },
    {
      [path]: _.set(address),
      addressCount: _.inc(1),
      ...(isDefault && { defaultAddressId: address.addressId }),
    },
  )
  return updated > 0
}

/** What stood beside the place before receivers were sealed. */
const IN_CLEAR = ['name', 'mobile', 'detail'] as const

/** Changes an address that exists; its age stays. */
export async function changeAddress(
  ctx: Context,
  openid: string,
  { addressId, ...fields }: Omit<AddressDoc, 'createdAt'>,
  isDefault: boolean,
): Promise<boolean> {
  const { _ } = ctx.db
  const path = `addresses.${fieldKey(addressId)}`
  const inClear = IN_CLEAR.map((name) => `${path}.${name}`)
  const updated = await ctx.db.change(
    MEMBERS,
    { _id: openid, [`${path}.addressId`]: addressId },
    {
      ...Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [`${path}.${fieldKey(name)}`, value]),
      ),
      ...removals(_, inClear),
      ...(isDefault && { defaultAddressId: addressId }),
    },
  )
  return updated > 0
}

/** Removes an address, and counts it out once; nothing happens when it is not there. */
export async function removeAddress(ctx: Context, openid: string, addressId: string): Promise<void> {
  const { _ } = ctx.db
  const path = `addresses.${fieldKey(addressId)}`
  await ctx.db.change(
    MEMBERS,
    { _id: openid, [`${path}.addressId`]: addressId },
    { [path]: _.remove(), addressCount: _.inc(-1) },
  )
}

import type { ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import type { Address } from '@shared/contract/member/schema'
import type { MemberContext } from '../../../platform/context'
import type { AddressDoc, MemberDoc } from './member.model'
import { addAddress, changeAddress, findMember, removeAddress } from './member.repo'
import { makeMember } from './member.service'

export const ADDRESS_LIMIT = 20

type AddressBook = Pick<MemberDoc, 'addresses' | 'defaultAddressId'>

/** The address book, the default first and then the newest; it has a default whenever it has an address. */
export function addressesOf(member: AddressBook): Address[] {
  const oldestFirst = Object.values(member.addresses).sort(
    (a, b) => a.createdAt - b.createdAt || (a.addressId < b.addressId ? -1 : 1),
  )
  const chosen = member.defaultAddressId === null ? undefined : member.addresses[member.defaultAddressId]
  const standard = chosen ?? oldestFirst[0]
  return oldestFirst
    .reverse()
    .sort((a, b) => Number(b === standard) - Number(a === standard))
    .map(({ createdAt: _, ...address }) => ({
      ...address,
      isDefault: address.addressId === standard?.addressId,
    }))
}

/** One address of the book; the default one without an id. */
export function addressOf(member: AddressBook, addressId?: string): Address | undefined {
  const all = addressesOf(member)
  return addressId === undefined ? all[0] : all.find((address) => address.addressId === addressId)
}

export async function listAddresses(ctx: MemberContext): Promise<{ items: Address[] }> {
  const member = await findMember(ctx, ctx.openid)
  return { items: member ? addressesOf(member) : [] }
}

/**
 * Adds an address or changes one: one conditional update each.
 *
 * @throws AppError NOT_FOUND (no such address), ADDRESS_LIMIT
 */
export async function saveAddress(
  ctx: MemberContext,
  { addressId, isDefault, ...fields }: ParsedInputOf<'storefront/member.saveAddress'>,
): Promise<{ addressId: string }> {
  if (addressId !== undefined) {
    if (!(await changeAddress(ctx, ctx.openid, { addressId, ...fields }, isDefault))) {
      throw new AppError('NOT_FOUND')
    }
    return { addressId }
  }
  const address: AddressDoc = { ...fields, addressId: ctx.ids.random(12), createdAt: ctx.clock.now() }
  const add = () => addAddress(ctx, ctx.openid, address, { limit: ADDRESS_LIMIT, isDefault })
  if (await add()) return { addressId: address.addressId }
  const member = await findMember(ctx, ctx.openid)
  if (!member) {
    await makeMember(ctx)
    if (await add()) return { addressId: address.addressId }
  }
  throw new AppError('ADDRESS_LIMIT')
}

/** @throws AppError NOT_FOUND */
export async function deleteAddress(ctx: MemberContext, addressId: string): Promise<void> {
  if (!(await removeAddress(ctx, ctx.openid, addressId))) throw new AppError('NOT_FOUND')
}

import type { ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import type { Address } from '@shared/contract/member/schema'
import type { MemberContext } from '../../../platform/context'
import { derivedId } from '../../../platform/ids'
import type { AddressDoc, MemberDoc } from './member.model'
import { addAddress, changeAddress, findMember, removeAddress } from './member.repo'
import { makeMember } from './member.service'

export const ADDRESS_LIMIT = 20
const ID_LENGTH = 12
const TRIES = 5

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
 * Adds an address or changes one: one conditional update each. The same token is the same new address, as it was first.
 *
 * @throws AppError NOT_FOUND (no such address), ADDRESS_LIMIT
 */
export async function saveAddress(
  ctx: MemberContext,
  { addressId, isDefault, token, ...fields }: ParsedInputOf<'storefront/member.saveAddress'>,
): Promise<{ addressId: string }> {
  if (addressId !== undefined) {
    if (!(await changeAddress(ctx, ctx.openid, { addressId, ...fields }, isDefault))) {
      throw new AppError('NOT_FOUND')
    }
    return { addressId }
  }
  const made =
    token === undefined ? ctx.ids.random(ID_LENGTH) : derivedId(ID_LENGTH, 'address', ctx.openid, token)
  const address: AddressDoc = { ...fields, addressId: made, createdAt: ctx.clock.now() }
  for (let tries = 0; tries < TRIES; tries++) {
    const options = { limit: ADDRESS_LIMIT, isDefault }
    if (await addAddress(ctx, ctx.openid, address, options)) return { addressId: made }
    const member = await findMember(ctx, ctx.openid)
    if (member?.addresses[made]) return { addressId: made }
    if (!member) await makeMember(ctx)
    else if (member.addressCount >= ADDRESS_LIMIT) throw new AppError('ADDRESS_LIMIT')
  }
  throw new AppError('BUSY')
}

/** Removes one of the member's addresses. One that is not there is removed already: who lost the answer asks again. */
export async function deleteAddress(ctx: MemberContext, addressId: string): Promise<void> {
  await removeAddress(ctx, ctx.openid, addressId)
}

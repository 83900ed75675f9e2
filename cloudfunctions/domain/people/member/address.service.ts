import type { ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import type { Address } from '@shared/contract/member/schema'
import type { Context, MemberContext } from '../../../platform/context'
import { derivedId } from '../../../platform/ids'
import type { Place } from '../../../platform/personal'
import type { AddressDoc, MemberDoc } from './member.model'
import { addAddress, changeAddress, findMember, removeAddress } from './member.repo'
import { makeMember } from './member.service'
import { openReceiver, sealReceiver, type OpenReceiver } from './receiver.service'

export const ADDRESS_LIMIT = 20
const ID_LENGTH = 12
const TRIES = 5

type AddressBook = Pick<MemberDoc, '_id' | 'addresses' | 'defaultAddressId'>

/** Where the receiver of an address lies. */
export const addressPlace = (openid: string, addressId: string): Place => ({
  in: 'members',
  of: openid,
  at: `addresses.${addressId}.receiver`,
})

/** An address as its member reads it. */
export type OpenAddress = Address & Pick<OpenReceiver, 'readable'>

/** The address book, the default first and then the newest; it has a default whenever it has an address. */
export function addressesOf(ctx: Context, member: AddressBook): OpenAddress[] {
  return inOrder(member).map((address) => opened(ctx, member, address))
}

function opened(ctx: Context, { _id }: AddressBook, { address, isDefault }: Listed): OpenAddress {
  const { createdAt: _, receiver: _sealed, ...rest } = address
  return { ...rest, ...openReceiver(ctx, addressPlace(_id, address.addressId), address), isDefault }
}

interface Listed {
  address: AddressDoc
  isDefault: boolean
}

function inOrder(member: AddressBook): Listed[] {
  const oldestFirst = Object.values(member.addresses).sort(
    (a, b) => a.createdAt - b.createdAt || (a.addressId < b.addressId ? -1 : 1),
  )
  const chosen = member.defaultAddressId === null ? undefined : member.addresses[member.defaultAddressId]
  const standard = chosen ?? oldestFirst[0]
  return oldestFirst
    .reverse()
    .sort((a, b) => Number(b === standard) - Number(a === standard))
    .map((address) => ({ address, isDefault: address.addressId === standard?.addressId }))
}

/** One address of the book; the default one without an id. No other is opened. */
export function addressOf(ctx: Context, member: AddressBook, addressId?: string): OpenAddress | undefined {
  const all = inOrder(member)
  const one = addressId === undefined ? all[0] : all.find(({ address }) => address.addressId === addressId)
  return one && opened(ctx, member, one)
}

export async function listAddresses(ctx: MemberContext): Promise<{ items: Address[] }> {
  const member = await findMember(ctx, ctx.openid)
  return { items: member ? addressesOf(ctx, member) : [] }
}

/**
 * Adds an address or changes one: one conditional update each. The same token is the same new address, as it was first.
 *
 * @throws AppError NOT_FOUND (no such address), ADDRESS_LIMIT
 */
export async function saveAddress(
  ctx: MemberContext,
  { addressId, isDefault, token, ...said }: ParsedInputOf<'storefront/member.saveAddress'>,
): Promise<{ addressId: string }> {
  const { name, mobile, detail, ...fields } = said
  const receiverAt = (id: string) => sealReceiver(ctx, addressPlace(ctx.openid, id), { name, mobile, detail })
  if (addressId !== undefined) {
    const changed = { addressId, ...fields, receiver: receiverAt(addressId) }
    if (!(await changeAddress(ctx, ctx.openid, changed, isDefault))) throw new AppError('NOT_FOUND')
    return { addressId }
  }
  const made =
    token === undefined ? ctx.ids.random(ID_LENGTH) : derivedId(ID_LENGTH, 'address', ctx.openid, token)
  const address: AddressDoc = {
    ...fields,
    receiver: receiverAt(made),
    addressId: made,
    createdAt: ctx.clock.now(),
  }
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

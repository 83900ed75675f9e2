import {
  applicantOf,
  sealApplicant,
  type Applicant,
  type DistributorDoc,
} from '../../cloudfunctions/domain/distribution/distributor'
import {
  addressPlace,
  sealReceiver,
  type AddressDoc,
  type Receiver,
} from '../../cloudfunctions/domain/people/member'
import { receiverOf, receiverPlace, type OrderDoc } from '../../cloudfunctions/domain/sale/order'
import type { Context } from '../../cloudfunctions/platform/context'
import { createLocalPersonal } from '../../local/personal'

/** Personal data of tests as the shop would have stored it, and as it stands in clear. */
export const personal = createLocalPersonal()

/** As much of a context as opening needs. */
const reading = { personal, log: { error: () => undefined } } as unknown as Context

type InClear<T> = Omit<T, keyof Receiver | 'receiver'> & Receiver

/** An address of this member's book. */
export function keptAddress(
  openid: string,
  { name, mobile, detail, ...address }: InClear<AddressDoc>,
): AddressDoc {
  const place = addressPlace(openid, address.addressId)
  return { ...address, receiver: sealReceiver({ personal }, place, { name, mobile, detail }) }
}

/** Where this order goes. */
export function keptReceiver(
  orderId: string,
  { name, mobile, detail, ...place }: InClear<OrderDoc['address']>,
): OrderDoc['address'] {
  return { ...place, receiver: sealReceiver({ personal }, receiverPlace(orderId), { name, mobile, detail }) }
}

export const keptApplicant = (openid: string, applicant: Applicant) =>
  sealApplicant({ personal }, openid, applicant)

/** Whom an order goes to, in clear; empty when it was taken away. */
export function receiverIn(order: OrderDoc | null): Receiver | undefined {
  if (!order) return undefined
  const { name, mobile, detail } = receiverOf(reading, order)
  return { name, mobile, detail }
}

/** What an applicant told, in clear; empty when it was taken away. */
export function applicantIn(kept: DistributorDoc | null): Applicant | undefined {
  if (!kept) return undefined
  const { realName, mobile, channel } = applicantOf(reading, kept)
  return { realName, mobile, channel }
}

export { addressesOf, addressOf } from './address.service'
export type { AddressDoc, MemberDoc } from './member.model'
export { newMember } from './member.service'

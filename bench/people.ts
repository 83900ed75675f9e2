import { DAY_MS } from '@shared/business-day'
import { sealApplicant, type DistributorDoc } from '../cloudfunctions/domain/distribution/distributor'
import { addressPlace, newMember, sealReceiver, type MemberDoc } from '../cloudfunctions/domain/people/member'
import { openidOf } from '../local'
import { createLocalPersonal } from '../local/personal'

export const personal = createLocalPersonal()

/** Everybody the bench sells to: buyers, each recommended by one of three levels of distributors. */

export const ADDRESS_ID = 'home'

/** Where every buyer lives. */
export const HOME = {
  name: '林小满',
  mobile: '13812345678',
  province: '福建省',
  city: '福州市',
  district: '鼓楼区',
  detail: '榕荫路 1 号 7 幢 1202',
}
/** Nobody who buys elsewhere: who walks through all calls gives addresses and orders away. */
export const WALKER = 99_999
const NEAR = 60
const MIDDLE = 12
const FAR = 3

export const buyerName = (i: number): string => `b-${String(i).padStart(5, '0')}`
const distributorName = (level: number, i: number): string => `d${level}-${String(i).padStart(3, '0')}`

/** The distributors above a buyer, nearest first. */
export const pathOf = (i: number): string[] => [
  openidOf(distributorName(1, i % NEAR)),
  openidOf(distributorName(2, i % MIDDLE)),
  openidOf(distributorName(3, i % FAR)),
]

export const shareCodeOf = (i: number): string => `bench${String(i % NEAR).padStart(5, '0')}`

export function distributors(now: number): DistributorDoc[] {
  const made = (level: number, i: number, uplines: string[]): DistributorDoc => {
    const _id = openidOf(distributorName(level, i))
    return {
      _id,
      distributorId: distributorName(level, i),
      state: 'active',
      applicant: sealApplicant({ personal }, _id, {
        realName: '林一',
        mobile: '13900000000',
        channel: '社群',
      }),
      agreementVersion: 1,
      appliedAt: now - 400 * DAY_MS,
      decidedAt: now - 399 * DAY_MS,
      refusedReason: null,
      uplines,
    }
  }
  return [
    ...Array.from({ length: NEAR }, (_, i) => made(1, i, pathOf(i).slice(1))),
    ...Array.from({ length: MIDDLE }, (_, i) => made(2, i, pathOf(i).slice(2))),
    ...Array.from({ length: FAR }, (_, i) => made(3, i, [])),
  ]
}

export const placeOf = ({ province, city, district }: typeof HOME) => ({ province, city, district })

/** Somebody who was recommended long ago and has an address. */
export function buyer(i: number, now: number): MemberDoc {
  const openid = openidOf(buyerName(i))
  const path = pathOf(i)
  const at = now - 200 * DAY_MS
  return {
    ...newMember(openid, at, `买家 ${i}`),
    addresses: {
      [ADDRESS_ID]: {
        addressId: ADDRESS_ID,
        ...placeOf(HOME),
        receiver: sealReceiver({ personal }, addressPlace(openid, ADDRESS_ID), HOME),
        label: '家',
        createdAt: at,
      },
    },
    addressCount: 1,
    defaultAddressId: ADDRESS_ID,
    binding: {
      distributorId: path[0] ?? '',
      path,
      shareCode: shareCodeOf(i),
      boundAt: at,
      expiresAt: now + 365 * DAY_MS,
      protectedUntil: at,
    },
    boundTo: path[0] ?? null,
  }
}

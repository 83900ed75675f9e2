import { DAY_MS, startOfDay } from '../../shared/business-day'
import { DEFAULT_BINDING_POLICY } from '../../shared/contract/policy/schema'
import { bindingTerms } from '../../shared/rules/binding'
import {
  sealApplicant,
  type Applicant,
  type DistributorDoc,
} from '../../cloudfunctions/domain/distribution/distributor'
import type { ShareDoc } from '../../cloudfunctions/domain/distribution/sharing'
import {
  addressPlace,
  newMember,
  sealReceiver,
  type MemberDoc,
} from '../../cloudfunctions/domain/people/member'
import { derivedId } from '../../cloudfunctions/platform/ids'
import type { Personal, Sealed } from '../../cloudfunctions/platform/personal'
import { openidOf } from '../server/phones'

/** A distributor of the demo: `who` names the phone, `above` whoever recommended them. */
export interface DemoDistributor {
  readonly who: string
  readonly nickname: string
  readonly realName: string
  readonly channel: string
  readonly daysAgo: number
  readonly above: string | null
  /** How much they sell beside the others. */
  readonly pull: number
  /** What they share beside the shop itself and the tea. */
  readonly shares?: readonly string[]
}

/** Everybody whom the shop knows, beside its staff. */
export interface DemoPeople {
  readonly distributors: readonly DemoDistributor[]
  readonly customers: readonly DemoCustomer[]
}

/** 阿拾 stands below 陈伯, who stands below 秋娘: three levels. */
export const FEW_DISTRIBUTORS: readonly DemoDistributor[] = [
  {
    who: 'distributor',
    nickname: '阿拾',
    realName: '石青禾',
    channel: '老友茶局等 3 个微信群，约 600 人',
    daysAgo: 96,
    above: 'uncle',
    pull: 27,
  },
  {
    who: 'uncle',
    nickname: '陈伯',
    realName: '陈守山',
    channel: '社区团购点，约 400 户',
    daysAgo: 204,
    above: 'aunt',
    pull: 8,
  },
  {
    who: 'aunt',
    nickname: '秋娘',
    realName: '秦秋娘',
    channel: '公众号「秋娘的山货铺」',
    daysAgo: 288,
    above: null,
    pull: 6,
  },
]

const LEVELS = 3

/** Somebody's distributors, nearest first, themselves included. */
export function pathOf({ distributors }: Pick<DemoPeople, 'distributors'>, who: string): string[] {
  const path: string[] = []
  const aboveOf = (one: string) => distributors.find((distributor) => distributor.who === one)?.above ?? null
  for (let at: string | null = who; at !== null && path.length < LEVELS; at = aboveOf(at)) {
    path.push(openidOf(at))
  }
  return path
}

/** A customer of the demo: `of` is whoever recommended the shop, `daysAgo` when they first came. */
export interface DemoCustomer {
  readonly openid: string
  readonly name: string
  readonly city: readonly [province: string, city: string, district: string, detail: string]
  readonly of: string | null
  readonly daysAgo: number
  /** Absent: yesterday. */
  readonly seenDaysAgo?: number | undefined
  /** How often they order; absent: now and then. */
  readonly everyDays?: number | undefined
  /** Ids of what they like to buy. */
  readonly likes?: readonly string[]
}

export const CITIES = [
  ['浙江省', '杭州市', '拱墅区', '湖墅南路 260 号'],
  ['上海市', '上海市', '徐汇区', '宛平南路 88 号'],
  ['江苏省', '南京市', '鼓楼区', '汉口西路 60 号'],
  ['福建省', '厦门市', '思明区', '莲前西路 207 号'],
  ['广东省', '深圳市', '南山区', '科苑路 15 号'],
  ['四川省', '成都市', '武侯区', '人民南路四段 9 号'],
  ['北京市', '北京市', '海淀区', '北四环西路 52 号'],
] as const

const NAMES: readonly (readonly [name: string, of: string | null])[] = [
  ['林小满', 'distributor'],
  ['陈嘉树', 'distributor'],
  ['周若水', 'distributor'],
  ['吴越', 'distributor'],
  ['郑知秋', 'distributor'],
  ['王一舟', 'distributor'],
  ['冯春生', 'distributor'],
  ['褚云', 'distributor'],
  ['卫青禾', 'distributor'],
  ['蒋南乔', 'distributor'],
  ['沈听雨', 'distributor'],
  ['韩松', 'distributor'],
  ['杨柳', 'uncle'],
  ['朱砂', 'uncle'],
  ['秦岭', 'uncle'],
  ['许愿', 'aunt'],
  ['何以宁', 'aunt'],
  ['吕行', null],
  ['施然', null],
  ['张弛', null],
  ['孔亦安', null],
  ['曹禾', null],
  ['严冬', null],
  ['华灯', null],
  ['金桂', null],
  ['魏蓝', null],
]

export const FEW_CUSTOMERS: readonly DemoCustomer[] = NAMES.map(([name, of], i) => ({
  openid: openidOf(`customer-${i + 1}`),
  name,
  city: CITIES[i % CITIES.length] ?? CITIES[0],
  of,
  daysAgo: 34 + ((i * 17) % 50),
}))

export const FEW_PEOPLE: DemoPeople = { distributors: FEW_DISTRIBUTORS, customers: FEW_CUSTOMERS }

/** The code of a share, as the distributor's own would be. */
export const shareCodeOf = (openid: string, productId: string | null): string =>
  derivedId(10, 'share', openid, productId ?? '')

function customerDoc(customer: DemoCustomer, people: DemoPeople, now: number): MemberDoc {
  // Before whatever they do on that day.
  const at = startOfDay(now - customer.daysAgo * DAY_MS)
  const lastSeenAt = now - (customer.seenDaysAgo ?? 1) * DAY_MS
  const member: MemberDoc = { ...newMember(customer.openid, at, customer.name), lastSeenAt }
  if (!customer.of) return member
  const path = pathOf(people, customer.of)
  const distributorId = openidOf(customer.of)
  const binding = {
    ...bindingTerms(distributorId, DEFAULT_BINDING_POLICY, at),
    path,
    shareCode: shareCodeOf(distributorId, 'yancha'),
  }
  return { ...member, binding, boundTo: distributorId, bindingHistory: [{ ...binding, reason: 'bound' }] }
}

/** The buyer of the first phone: nobody has recommended the shop to her yet. */
function buyerDoc(now: number, personal: Personal): MemberDoc {
  const openid = openidOf('buyer')
  const receiver = { name: '林知夏', mobile: '13812346207', detail: '文三路 199 号 7 幢 1202' }
  return {
    ...newMember(openid, now - 40 * DAY_MS, '林知夏'),
    addresses: {
      home: {
        addressId: 'home',
        province: '浙江省',
        city: '杭州市',
        district: '西湖区',
        receiver: sealReceiver({ personal }, addressPlace(openid, 'home'), receiver),
        label: '家',
        createdAt: now - 40 * DAY_MS,
      },
    },
    addressCount: 1,
    defaultAddressId: 'home',
  }
}

const APPLICANTS = [
  {
    who: 'applicant-1',
    name: '许南枝',
    mobile: '13957120318',
    channel: '小区妈妈群 2 个，约 500 人',
    hours: 5,
  },
  { who: 'applicant-2', name: '周禾田', mobile: '15068830642', channel: '朋友圈与线下茶室', hours: 27 },
] as const

export function demoMembers(people: DemoPeople, now: number, personal: Personal): MemberDoc[] {
  const named = (who: string, nickname: string, daysAgo: number) =>
    newMember(openidOf(who), now - daysAgo * DAY_MS, nickname)
  return [
    buyerDoc(now, personal),
    named('merchant', '沈禾', 311),
    ...people.distributors.map(({ who, nickname, daysAgo }) => named(who, nickname, daysAgo + 12)),
    ...APPLICANTS.map(({ who, name }) => named(who, name, 20)),
    ...people.customers.map((customer) => customerDoc(customer, people, now)),
  ]
}

export function demoDistributors(people: DemoPeople, now: number, personal: Personal): DistributorDoc[] {
  const application = (who: string, applicant: Applicant, appliedAt: number) =>
    applicationOf(who, sealApplicant({ personal }, openidOf(who), applicant), appliedAt)
  const active = people.distributors.map((distributor, i): DistributorDoc => {
    const { who, realName, channel, daysAgo } = distributor
    return {
      ...application(
        who,
        { realName, mobile: `1370571${String(6_207 + i)}`, channel },
        now - daysAgo * DAY_MS,
      ),
      state: 'active',
      decidedAt: now - (daysAgo - 1) * DAY_MS,
      uplines: pathOf(people, who).slice(1),
    }
  })
  const pending = APPLICANTS.map(({ who, name, mobile, channel, hours }) =>
    application(who, { realName: name, mobile, channel }, now - hours * 3_600_000),
  )
  return [...active, ...pending]
}

function applicationOf(who: string, applicant: Sealed<Applicant>, appliedAt: number): DistributorDoc {
  const openid = openidOf(who)
  return {
    _id: openid,
    distributorId: derivedId(12, 'distributor', openid),
    state: 'pending',
    applicant,
    agreementVersion: 1,
    appliedAt,
    decidedAt: null,
    refusedReason: null,
    uplines: [],
  }
}

export function demoShares({ distributors }: DemoPeople, now: number): ShareDoc[] {
  return distributors.flatMap(({ who, daysAgo, shares = [] }) =>
    [null, 'yancha', ...shares].map((productId) => ({
      _id: shareCodeOf(openidOf(who), productId),
      distributorId: openidOf(who),
      productId,
      createdAt: now - (daysAgo - 2) * DAY_MS,
    })),
  )
}

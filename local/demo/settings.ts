import { DAY_MS, startOfDay } from '../../shared/business-day'
import { DEFAULT_BINDING_POLICY, type CommissionPolicy } from '../../shared/contract/policy/schema'
import { THREE_LEVELS } from '../../shared/words/three-levels'
import { openidOf } from '../server/phones'
import { OWNER } from './staff'
import type { DemoProfile } from './profile'
import type { SettingsDoc } from '../../cloudfunctions/domain/shop/settings'

/** The shop has been open for 311 days: today is the 312th. */
const OPEN_DAYS = 311

/** One level is what a shop pays that has nothing explained to it; three are signed by the owner. */
function commissionOf(levels: DemoProfile['levels'], at: number): SettingsDoc['commission'] {
  const policy: CommissionPolicy = {
    rates: levels === 1 ? [2_000] : [2_000, 1_000, 500],
    base: 'sales',
    freezeDays: 7,
    cycle: 'daily',
  }
  if (levels === 1) return policy
  const { version: textVersion } = THREE_LEVELS
  const staffId = openidOf('merchant')
  return { ...policy, threeLevels: { staffId, name: OWNER, at, textVersion, policyVersion: 1 } }
}

export function demoSettings(
  now: number,
  pictureOf: (name: string) => string,
  iconOf: (name: string) => string,
  { size, levels }: DemoProfile,
): SettingsDoc {
  const openedAt = startOfDay(now) - OPEN_DAYS * DAY_MS
  return {
    _id: 'shop',
    name: '山野集',
    slogan: '产地直供',
    openedAt,
    freightFen: 800,
    freeFreightFromFen: 9_900,
    promises: ['7 天无理由', '满 99 包邮', '产地溯源'],
    servicePhone: '0571-5555 0199',
    searchHint: '搜武夷岩茶、羊肚菌',
    banners: [
      {
        picture: pictureOf('banner'),
        title: '秋山入味\n一口到山里',
        subtitle: '产地直发 · 满 99 元包邮',
        categoryId: 'all',
      },
      ...(size === 'full' ? moreBanners(pictureOf) : []),
    ],
    categories: [
      { categoryId: 'tea', name: '茶', icon: iconOf('tea') },
      { categoryId: 'honey', name: '蜜', icon: iconOf('honey') },
      { categoryId: 'mushroom', name: '菌菇', icon: iconOf('mush') },
      { categoryId: 'grain', name: '米面', icon: iconOf('rice') },
      { categoryId: 'fruit', name: '鲜果', icon: iconOf('fruit') },
      { categoryId: 'nut', name: '坚果', icon: iconOf('nut') },
      { categoryId: 'egg', name: '禽蛋', icon: iconOf('egg') },
      { categoryId: 'oil', name: '粮油', icon: iconOf('oil') },
      { categoryId: 'gift', name: '礼盒', icon: 'gift' },
      { categoryId: 'all', name: '全部', icon: 'grid' },
    ],
    sections: [
      ...(size === 'full' ? [WINTER] : []),
      {
        sectionId: 'fresh',
        title: '本周下山',
        subtitle: '现采现发，卖完等下一季',
        layout: 'row',
        productIds: ['yangdujun', 'qicheng', 'hetao', 'jidan', 'baicha', 'huizao'],
      },
      {
        sectionId: 'favourites',
        title: '老客常买',
        subtitle: '吃完又来拿的',
        layout: 'grid',
        productIds: ['yancha', 'honey', 'dami', 'youcai', 'gouqi', 'hongtang'],
      },
      ...(size === 'full' ? [GIFTS] : []),
    ],
    afterSaleDays: 7,
    autoReceiveDays: 10,
    unpaidMinutes: 30,
    unpaidOrders: 10,
    heldPieces: 200,
    messageTemplates: {
      paid: 'demo-template-paid-0000000000000000000000',
      shipped: 'demo-template-shipped-0000000000000000000',
    },
    messageFields: {
      paid: { order: 'character_string1', goods: 'thing2', amount: 'amount3' },
      shipped: { goods: 'thing1', courier: 'thing2', waybill: 'character_string3' },
    },
    agreement: { version: 1, title: '推广服务协议', paragraphs: AGREEMENT },
    policyVersion: 1,
    policyChangedAt: openedAt,
    commission: commissionOf(levels, openedAt),
    binding: DEFAULT_BINDING_POLICY,
  }
}

const moreBanners = (pictureOf: (name: string) => string): SettingsDoc['banners'] => [
  {
    picture: pictureOf('banner-3'),
    title: '一杯清茶\n慢慢喝',
    subtitle: '岩茶、白茶、绿茶',
    categoryId: 'tea',
  },
]

const WINTER: SettingsDoc['sections'][number] = {
  sectionId: 'winter',
  title: '冬藏新货',
  subtitle: '霜降以后收的',
  layout: 'row',
  productIds: ['banli', 'larou', 'shibing', 'hetaoren', 'mizhi-xiaomi', 'chayou', 'penggan', 'huagu'],
}

const GIFTS: SettingsDoc['sections'][number] = {
  sectionId: 'gifts',
  title: '送人的，挑好了',
  subtitle: '都附手写贺卡',
  layout: 'grid',
  productIds: ['chali-3', 'yangdujun-li', 'shanzhen-4', 'shibing-6', 'youcai-3x', 'honey-2x'],
}

const AGREEMENT = [
  '一、服务内容。你以自己的名义向他人介绍山野集的商品；有人通过你的分享购买并完成交易后，山野集按本协议向你支付推广服务费（下称佣金）。',
  '二、不收费。申请和从事推广不收取任何入门费、保证金或培训费，也不要求你购买商品。如有人以山野集的名义向你收费，请立即告诉我们。',
  '三、佣金只来自真实成交的商品。佣金按买家实际支付的商品金额（不含运费）和当时公布的比例计算，不足一分的部分舍去。介绍他人成为推广员本身没有任何报酬，也不按人数计酬。',
  '四、客户关系。买家第一次打开你的分享时，与你建立推荐关系，有效期 365 天，其间的成交计入你的佣金。买家支付的价格与自行购买一致。你本人的购买不计佣金。',
  '五、结算。买家付款后佣金列为待结算；签收满 7 天、没有未完结的售后，次日计入可提现余额。发生退款时，按退款的比例扣减；已结算的，从以后的佣金中抵扣。每一笔都能在佣金明细里看到算法。',
  '六、税费。你取得的佣金应依法纳税。依照法律需要由我们代扣代缴的，我们会在支付前告知金额。',
  '七、诚信推广。请如实介绍商品，不夸大功效，不承诺收益，不使用“躺赚”“稳赚”等说法；不得未经同意向他人发送商业信息，不得收集、买卖他人个人信息，不得刷单或虚构交易。',
  '八、个人信息。为审核和结算，我们收集你的姓名、手机号和推广渠道，只用于上述目的，不提供给无关的第三方。你可以随时要求查阅、更正或删除。',
  '九、暂停和退出。你可以随时退出，已成交的佣金照常结算。违反第七条的，我们可以暂停你的推广，并说明理由；你可以申诉，我们在 7 个工作日内答复。',
  '十、变更。佣金比例或本协议变更前，我们会提前公布。变更只影响此后下单的交易，此前的订单仍按下单时的规则计算。',
]

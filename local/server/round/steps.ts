import type { Facts } from './facts'

/** Where a step is made: on somebody's phone, in the group, or at the shop's clock. */
export type Place = 'buyer' | 'distributor' | 'merchant' | 'group' | 'clock'

/** One step of whoever tries the shop out for the first time. */
export interface Step {
  id: string
  /** In the row that shows how far it is. */
  label: string
  place: Place
  /** What is to be done, said where it is done. */
  task: string
  /** How, in one sentence. */
  hint: string
  /** Whether it has really happened, by whomever. */
  done(facts: Facts): boolean
}

/** From a card in the group to a commission that is credited. A step more is a row more, and its fact in `facts.ts`. */
const SALE: readonly Step[] = [
  {
    id: 'forward',
    label: '转发',
    place: 'distributor',
    task: '把一件商品转发到群里',
    hint: '点「分享商品」，挑一件点「分享」，再点「转发给朋友」',
    done: ({ forwarded }) => forwarded,
  },
  {
    id: 'open',
    label: '打开',
    place: 'group',
    task: '点开群里的卡片',
    hint: '卡片会在买家的手机上打开，从此记得是谁推荐的',
    done: ({ opened }) => opened,
  },
  {
    id: 'buy',
    label: '购买',
    place: 'buyer',
    task: '买下它',
    hint: '点「立即购买」，再点「微信支付」；钱是演示的，放心付',
    done: ({ paid }) => paid,
  },
  {
    id: 'ship',
    label: '发货',
    place: 'merchant',
    task: '给这一单发货',
    hint: '点「待发货」，打开这一单点「发货」，单号随便填 6 位以上',
    done: ({ shipped }) => shipped,
  },
  {
    id: 'receive',
    label: '收货',
    place: 'buyer',
    task: '确认收货',
    hint: '在订单里点「确认收货」',
    done: ({ received }) => received,
  },
  {
    id: 'settle',
    label: '结算',
    place: 'clock',
    task: '快进到结算',
    hint: '佣金要等退货期过了才到账，按一下上面的「快进到结算」就到那天',
    done: ({ settled }) => settled,
  },
]

const step = (id: string): Step => SALE.find((each) => each.id === id)!

/** A shop that is still to be set up: its owner comes first, and nobody recommends anybody before there are goods. */
const OPENING: readonly Step[] = [
  {
    id: 'claim',
    label: '认店',
    place: 'merchant',
    task: '成为店主',
    hint: '把手机下面的码贴进手机上的格子，再点「成为店主」',
    done: ({ claimed }) => claimed,
  },
  {
    id: 'trade',
    label: '开张',
    place: 'merchant',
    task: '布置好，开张',
    hint: '照着手机上的 7 步填完，点「开张」',
    done: ({ trading }) => trading,
  },
  { ...step('buy'), task: '买下第一单' },
  step('ship'),
  step('receive'),
]

/** The steps of the demo's shop, or of one that somebody sets up. */
export const stepsOf = (demo: boolean): readonly Step[] => (demo ? SALE : OPENING)

/**
 * How many steps lie behind, by what has happened. Who goes his own way has done what comes before it: a later fact
 * is worth more than an earlier one that is missing, so whatever happens in whatever order leads to one next step.
 */
export const stepsBehind = (steps: readonly Step[], facts: Facts): number =>
  steps.findLastIndex(({ done }) => done(facts)) + 1

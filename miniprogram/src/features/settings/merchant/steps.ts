import { SETUP_STEPS, type SetupStep } from '@shared/contract/setup/limits'
import { formatYuan } from '@shared/money'
import { levelWords } from '@shared/rules/commission'
import { percentOf } from '@shared/words/percent'
import type { Settings, Setup } from './hooks'

export const STEP_TITLES: Record<SetupStep, string> = {
  shop: '店铺',
  contact: '客服',
  freight: '运费',
  afterSale: '售后',
  commission: '佣金',
  legal: '协议',
  product: '第一件商品',
}

const UNDONE: Record<SetupStep, string> = {
  shop: '店名、口号、店标',
  contact: '买家打哪个电话找你',
  freight: '包邮还是收多少',
  afterSale: '几天内能退，几天算签收',
  commission: '默认只有一级，10%',
  legal: '用户协议、隐私政策、推广服务协议',
  product: '图、价、库存就能上架',
}

const yuan = (fen: number): string => formatYuan(fen, { decimals: 'auto' })

/** 满 99 包邮，不满收 8 元. */
export function freightText({ freightFen, freeFreightFromFen }: NonNullable<Settings['freight']>): string {
  return freightFen === 0 || freeFreightFromFen === 0
    ? '全场包邮'
    : `满 ${yuan(freeFreightFromFen)} 元包邮，不满收 ${yuan(freightFen)} 元`
}

/** One level, 10 %; or three, each with its rate. */
export function commissionText(ratesBps: readonly number[]): string {
  return `${levelWords(ratesBps.length)}，${ratesBps.map(percentOf).join(' / ')}`
}

/** What stands, in a line; what the step is about while nothing does. */
export function stepText(step: SetupStep, settings: Settings | undefined, done: boolean): string {
  if (!settings || (!done && step !== 'product')) return UNDONE[step]
  const { shop, contact, freight, afterSale, commission, legal } = settings
  switch (step) {
    case 'shop':
      return [shop.name, shop.logo ? '店标已传' : '还没有店标'].join(' · ')
    case 'contact':
      return contact.servicePhone
    case 'freight':
      return freight ? freightText(freight) : '写得不对，请重新填'
    case 'afterSale':
      return afterSale
        ? `签收 ${afterSale.afterSaleDays} 天内可退 · 发货 ${afterSale.autoReceiveDays} 天自动签收`
        : '写得不对，请重新填'
    case 'commission':
      return commission ? commissionText(commission.ratesBps) : '写得不对，请重新填'
    case 'legal':
      return [legal.terms, legal.privacy, legal.agreement].map(({ title }) => title).join('、')
    case 'product':
      return done ? '已经有商品在卖' : UNDONE.product
  }
}

/** The first step that is not done, from `after` on and then from the beginning; nothing when all are. */
export function nextStep({ done }: Pick<Setup, 'done'>, after?: SetupStep): SetupStep | undefined {
  const from = after === undefined ? 0 : SETUP_STEPS.indexOf(after) + 1
  const order = [...SETUP_STEPS.slice(from), ...SETUP_STEPS.slice(0, from)]
  return order.find((step) => step !== after && !done.includes(step))
}

/** One thing that the shop goes by, as a search finds it. */
export interface Fact {
  label: string
  value: string
  step: SetupStep
}

const DAYS = (count: number) => `${count} 天`

/** Everything that can be set, as it stands. */
export function factsOf({ shop, contact, freight, afterSale, commission, legal }: Settings): Fact[] {
  const fact = (step: SetupStep, label: string, value: string): Fact => ({
    step,
    label,
    value: value || '没有填',
  })
  return [
    fact('shop', '店名', shop.name),
    fact('shop', '口号', shop.slogan),
    fact('shop', '搜索框里的提示', shop.searchHint),
    fact('shop', '店标', shop.logo ? '已传' : '用默认的'),
    fact('contact', '客服电话', contact.servicePhone),
    fact('freight', '运费', freight ? freightText(freight) : '写得不对'),
    ...(afterSale
      ? [
          fact('afterSale', '退货时限', DAYS(afterSale.afterSaleDays)),
          fact('afterSale', '自动签收', `发货后 ${DAYS(afterSale.autoReceiveDays)}`),
          fact('afterSale', '付款时限', `${afterSale.unpaidMinutes} 分钟`),
          fact('afterSale', '承诺', afterSale.promises.join('、')),
        ]
      : [fact('afterSale', '售后', '写得不对')]),
    fact('commission', '佣金比例和级数', commission ? commissionText(commission.ratesBps) : '写得不对'),
    ...[legal.terms, legal.privacy, legal.agreement].map(({ title, paragraphs }) =>
      fact('legal', title, `${paragraphs.length} 段`),
    ),
  ]
}

/** The facts that a word is found in. */
export function findFacts(facts: readonly Fact[], typed: string): Fact[] {
  const word = typed.normalize('NFKC').trim().toLowerCase()
  return word === '' ? [] : facts.filter((fact) => `${fact.label} ${fact.value}`.toLowerCase().includes(word))
}

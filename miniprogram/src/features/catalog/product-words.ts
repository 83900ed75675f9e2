import { formatYuan } from '@shared/money'

/** The shop's freight in a few words: `满 99 包邮`. */
export function freightText({
  freightFen,
  freeFreightFromFen,
}: {
  freightFen: number
  freeFreightFromFen: number
}): string {
  if (freightFen === 0 || freeFreightFromFen === 0) return '全场包邮'
  return `满 ${formatYuan(freeFreightFromFen, { decimals: 'auto' })} 包邮`
}

/** What shipping costs this much of goods, as a buyer asks it: `包邮` or `运费 ¥10，满 99 包邮`. */
export function deliveryText(
  goodsFen: number,
  rule: { freightFen: number; freeFreightFromFen: number },
): string {
  if (rule.freightFen === 0 || goodsFen >= rule.freeFreightFromFen) return '包邮'
  return `运费 ¥${formatYuan(rule.freightFen, { decimals: 'auto' })}，${freightText(rule)}`
}

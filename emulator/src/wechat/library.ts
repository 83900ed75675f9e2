/** Some of WeChat's library of subscription messages; its keys are a field's rule and its number. */

export interface PublicTemplate {
  readonly tid: number
  readonly title: string
  readonly categoryId: number
  readonly keywords: readonly { readonly kid: number; readonly name: string; readonly rule: string }[]
}

const one = (
  tid: number,
  title: string,
  keywords: readonly (readonly [string, string])[],
): PublicTemplate => ({
  tid,
  title,
  categoryId: 616,
  keywords: keywords.map(([name, rule], i) => ({ kid: i + 1, name, rule })),
})

/** More than one answer's page, so that who reads the first one only finds nothing. */
export const LIBRARY: readonly PublicTemplate[] = [
  ...Array.from({ length: 31 }, (_, i) =>
    one(100 + i, `活动提醒${i + 1}`, [
      ['活动名称', 'thing'],
      ['活动时间', 'time'],
    ]),
  ),
  one(1488, '订单支付成功通知', [
    ['商品名称', 'thing'],
    ['支付时间', 'time'],
    ['支付金额', 'amount'],
    ['订单编号', 'character_string'],
    ['温馨提示', 'thing'],
  ]),
  one(1856, '订单发货通知', [
    ['订单编号', 'character_string'],
    ['商品名称', 'thing'],
    ['快递公司', 'thing'],
    ['快递单号', 'character_string'],
    ['发货时间', 'time'],
  ]),
]

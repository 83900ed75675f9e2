/**
 * What the owner reads, and signs, before a third level is paid. A change of what it means raises the version: whoever
 * confirmed another one has confirmed nothing of this. Sources: docs/compliance.md.
 */
export const THREE_LEVELS = {
  version: 1,
  title: '开三级之前，请读完',
  paragraphs: [
    '微信明文禁止在小程序里做多级分销。开了三级，微信可以随时限制或封掉你的小程序，店会打不开，没付完的钱也要另外处理。',
    '《禁止传销条例》管的是靠发展人员、按层级拿钱的做法。三级更容易被认定，罚款由店家承担，严重的要负刑事责任。',
    '一级就能做好推广：谁卖出去，谁拿佣金。多数店用一级，少数用两级。',
    '你签下的名字、时间和这份说明的版本会一直留着。以后改回一级或两级，这次确认就作废，再开要重新签。',
  ],
  agree: '我读完了，知道微信可能因此封店，仍要开三级',
} as const

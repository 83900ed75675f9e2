/**
 * The words of the demo shop's trade. They stand in its settings and goods; the product itself knows no trade, since a
 * shop that sells something else shows the same pages (`tests/house/neutral.test.ts`).
 */
export const DEMO_WORDS = [
  '山里',
  '山货',
  '下山',
  '秋山',
  '深山',
  '山野',
  '茶',
  '蜜',
  '菌',
  '岩',
  '现采',
  '鲜果',
  '坚果',
  '产地直发',
  '一季',
  '秋',
] as const

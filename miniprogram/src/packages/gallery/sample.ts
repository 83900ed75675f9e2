import type { ProductFace } from '@/ui'

const picture = (name: string) => `pictures/${name}.webp`

export const products: ProductFace[] = [
  {
    name: '武夷岩茶 大红袍',
    sellingPoint: '正岩三坑 · 中足火',
    picture: picture('yancha'),
    priceFen: 16800,
    listPriceFen: 21800,
    tag: '秋焙',
  },
  {
    name: '深山百花蜜 500g',
    sellingPoint: '封盖成熟蜜',
    picture: picture('honey'),
    priceFen: 6800,
    listPriceFen: 8600,
  },
  {
    name: '临安山核桃 手剥大籽 礼盒装 一份三罐 送礼自用两相宜',
    sellingPoint: '当季新果 · 现炒现发 · 不加香精',
    picture: 'pictures/missing.webp',
    priceFen: 1286490,
    listPriceFen: 1586400,
    tag: '活动价长一点的签',
  },
  {
    name: '赣南脐橙 5kg',
    sellingPoint: '当季',
    picture: '',
    priceFen: 4990,
    listPriceFen: 6900,
    soldOut: true,
  },
]

export const strip: ProductFace[] = [
  { name: '野生羊肚菌', picture: picture('yangdujun'), priceFen: 12800, listPriceFen: 15800 },
  { name: '赣南脐橙', picture: picture('qicheng'), priceFen: 4990, listPriceFen: 6900 },
  { name: '临安山核桃', picture: picture('hetao'), priceFen: 5900, listPriceFen: 7800 },
  { name: '散养土鸡蛋', picture: picture('jidan'), priceFen: 4500, listPriceFen: 5200 },
]

export const commissions = [
  42, 58, 51, 66, 60, 48, 72, 88, 79, 64, 70, 92, 84, 76, 98, 110, 95, 88, 120, 104, 96, 118, 132, 126, 112,
  140, 128, 149, 138, 162,
]

export const sales = [
  32, 38, 35, 44, 51, 42, 39, 48, 56, 52, 46, 50, 61, 68, 54, 59, 66, 62, 74, 81, 69, 64, 72, 78, 70, 86, 92,
  81, 88, 96,
].map((whole) => ({ whole, part: whole * 0.38 }))

import { cardOf, copyTextOf } from './cards'

const share = {
  code: 'a1B2c3D4',
  title: '武夷岩茶 大红袍',
  picture: '/p.webp',
  priceFen: 16_800,
  listPriceFen: 21_800,
  sellingPoint: '正岩三坑 · 中足火',
  sharerName: '阿拾',
}

test('a card carries the share code as its scene', () => {
  expect(cardOf(share, 'p1')).toEqual({
    title: '武夷岩茶 大红袍 ¥168',
    path: 'packages/goods/detail/index?productId=p1&scene=a1B2c3D4',
    desc: '正岩三坑 · 中足火',
    imageUrl: '/p.webp',
  })
  expect(cardOf(share, 'p1', ' 第三泡最好喝 ').title).toBe('武夷岩茶 大红袍 ¥168，第三泡最好喝')
})

test('neither card nor words tell a buyer of commission', () => {
  const told = JSON.stringify(cardOf(share, 'p1')) + copyTextOf(share, '山野集', '好喝')
  expect(told).not.toMatch(/佣金|赚/)
})

test('words to paste leave out what is not there', () => {
  expect(copyTextOf(share, '山野集', '第三泡最好喝')).toBe(
    '武夷岩茶 大红袍｜正岩三坑 · 中足火\n¥168（平时 ¥218）\n第三泡最好喝\n阿拾 推荐 · 山野集',
  )
  const bare = { code: 'a1B2c3D4', title: '山野集', picture: '', sellingPoint: '', sharerName: '阿拾' }
  expect(copyTextOf(bare, '山野集')).toBe('山野集\n阿拾 推荐 · 山野集')
  expect(cardOf(bare, 'p1')).not.toHaveProperty('imageUrl')
})

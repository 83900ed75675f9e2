import { detailOf } from './address'

test.each([
  [{ detailInfo: '文三路 199 号' }, '文三路 199 号'],
  [{ streetName: '西溪街道', detailInfo: '西溪街道文三路 199 号' }, '西溪街道文三路 199 号'],
  [{ streetName: '西溪街道', detailInfo: '西溪街道西溪街道文三路 199 号' }, '西溪街道文三路 199 号'],
  [{ streetName: '西溪街道', detailInfo: '', detailInfoNew: '文三路 199 号' }, '西溪街道文三路 199 号'],
  [{ streetName: '西溪街道', detailInfo: 'x', detailInfoNew: '西溪街道文三路' }, '西溪街道文三路'],
  [{ streetName: '', detailInfo: '旧', detailInfoNew: '' }, '旧'],
])('%j has its street once', (picked, detail) => expect(detailOf(picked)).toBe(detail))

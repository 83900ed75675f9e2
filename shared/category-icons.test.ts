import { CATEGORY_ICONS, categoryIcon } from './category-icons'

test('[WORDS-1] a category has the picture or the drawing that its shop chose, and always some', () => {
  for (const icon of CATEGORY_ICONS) expect(categoryIcon(icon)).toEqual({ icon })
  for (const picture of [
    'https://a.cn/tea.svg',
    'cloud://shop-1.x/tea.png',
    'http://localhost:8600/t.webp',
    '/t.svg',
  ]) {
    expect(categoryIcon(picture)).toEqual({ icon: 'grid', picture })
  }
  for (const none of ['', 'tea', 'https://', 'javascript:alert(1)', '../tea.png']) {
    expect(categoryIcon(none)).toEqual({ icon: 'grid' })
  }
})

import { unshade } from './shade'

test('the newest page of the address is shown, the ones below stay as they are', () => {
  document.body.innerHTML = `
    <div id="/pages/me/index?stamp=AA" class="taro_page taro_page_shade"></div>
    <div id="/packages/goods/detail/index?productId=a&stamp=AB" class="taro_page taro_page_shade"></div>
    <div id="/packages/goods/detail/index?productId=b&stamp=AC" class="taro_page taro_page_shade"></div>`
  const shaded = () => [...document.querySelectorAll('.taro_page_shade')].map(({ id }) => id.slice(-2))
  unshade(document, '#/packages/goods/detail/index?productId=b')
  expect(shaded()).toEqual(['AA', 'AB'])
  unshade(document, '#/pages/me/index')
  expect(shaded()).toEqual(['AB'])
  unshade(document, '#/packages/sale/cart/index')
  expect(shaded()).toEqual(['AB'])
})

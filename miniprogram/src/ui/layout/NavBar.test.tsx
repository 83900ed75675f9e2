import Taro from '@tarojs/taro'
import { render, screen } from '@testing-library/react'
import { NavBar } from './NavBar'

const WIDTH = 375
const px = (text: string | undefined) => Number.parseFloat(text ?? '')

beforeEach(() => {
  // Wider than on an iPhone, as on some phones with Android. Metrics are measured once: here.
  jest
    .spyOn(Taro, 'getMenuButtonBoundingClientRect')
    .mockReturnValue({ top: 50, left: 262, width: 100, height: 32, right: 362, bottom: 82 })
})

test('[CAPSULE-1] a title never lies under the capsule, and stands in the middle', () => {
  render(<NavBar title="一个很长很长很长很长的标题" />)
  const { left, right } = screen.getByText('一个很长很长很长很长的标题').style
  expect(px(right)).toBeGreaterThanOrEqual(WIDTH - 262)
  expect(left).toBe(right)
})

test('[CAPSULE-1] what stands in place of the title ends before the capsule', () => {
  render(
    <NavBar left="none">
      <span>搜索</span>
    </NavBar>,
  )
  expect(px(screen.getByText('搜索').parentElement?.style.marginRight)).toBeGreaterThanOrEqual(WIDTH - 262)
})

import { isWeb } from '@/platform/env'

/** A length of the design (375 wide) for inline styles, which the build does not convert. */
export function px(value: number): string {
  return isWeb ? `${value}px` : `${Math.round(value * 200) / 100}rpx`
}

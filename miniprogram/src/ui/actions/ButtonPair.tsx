import { View } from '@tarojs/components'
import { Button, type ButtonProps } from './Button'
import './ButtonPair.scss'

export interface ButtonPairProps {
  /** The secondary on the left, the primary on the right. */
  left: Omit<ButtonProps, 'kind' | 'block'>
  right: Omit<ButtonProps, 'kind' | 'block'>
}

/** Two buttons grown together, as below a product. */
export function ButtonPair({ left, right }: ButtonPairProps) {
  return (
    <View className="ui-pair">
      <Button {...left} kind="secondary" block className="ui-pair__left" />
      <Button {...right} kind="primary" block className="ui-pair__right" />
    </View>
  )
}

import { View } from '@tarojs/components'
import { Icon } from '../base/Icon'
import { toastState } from './toast'
import './ToastHost.scss'

export function ToastHost() {
  const { text, icon, round } = toastState()
  if (text === '') return null
  return (
    <View className="ui-toast" key={round} role="status" aria-live="polite">
      <View className="ui-toast__box">
        {icon && <Icon name={icon} size={20} className="ui-toast__icon" />}
        {text}
      </View>
    </View>
  )
}

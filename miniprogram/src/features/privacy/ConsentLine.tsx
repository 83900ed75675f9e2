import { View } from '@tarojs/components'
import { go } from '@/platform'
import './ConsentLine.scss'

/** 「…即表示同意《用户协议》和《隐私政策》」, each of them to be read. */
export function ConsentLine({ act }: { act: string }) {
  return (
    <View className="f-consent">
      {`${act}即表示同意`}
      <View className="f-consent__link" role="link" onClick={() => go('people/legal', { text: 'terms' })}>
        《用户协议》
      </View>
      和
      <View className="f-consent__link" role="link" onClick={() => go('people/legal', { text: 'privacy' })}>
        《隐私政策》
      </View>
    </View>
  )
}

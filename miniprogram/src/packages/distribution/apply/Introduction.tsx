import { View } from '@tarojs/components'
import { percentOf } from '@shared/words/percent'
import { Card, HeroCard, Icon, type IconName } from '@/ui'

const STEPS: { icon: IconName; title: string; text: string }[] = [
  { icon: 'share', title: '分享', text: '把喜欢的东西发给朋友、发到群里，或做成海报' },
  { icon: 'cart', title: '成交', text: '朋友从你的分享进店下单，记在你名下' },
  { icon: 'wallet', title: '到账', text: '签收并过了冻结期，佣金自动结算，每一分都写清怎么来的' },
]

/** What distribution is, in plain words, and what one earns oneself: nobody outside learns of other rates. */
export function Introduction({ rateBps }: { rateBps: number }) {
  return (
    <>
      <HeroCard>
        <View className="p-apply__slogan">把好东西，告诉你在意的人</View>
        <View className="p-apply__hero">
          <View className="p-apply__rate">{percentOf(rateBps)}</View>
          <View className="p-apply__rate-note">朋友通过你的分享下单，你得这么多佣金</View>
        </View>
      </HeroCard>
      <Card title="怎么做" className="p-apply__first">
        {STEPS.map(({ icon, title, text }) => (
          <View key={title} className="p-apply__step">
            <View className="p-apply__icon">
              <Icon name={icon} size={20} />
            </View>
            <View className="u-grow">
              <View className="u-14 u-b">{title}</View>
              <View className="u-12 u-c2">{text}</View>
            </View>
          </View>
        ))}
      </Card>
      <Card title="佣金比例" extra="不用交钱，也不用囤货">
        <View className="p-apply__level">
          <View className="u-grow">
            <View className="u-14">你的客户下单</View>
            <View className="u-12 u-c2">通过你的分享进店的人</View>
          </View>
          <View className="p-apply__percent">{percentOf(rateBps)}</View>
        </View>
      </Card>
    </>
  )
}

import { View } from '@tarojs/components'
import { SETUP_STEPS } from '@shared/contract/setup/limits'
import {
  nextStep,
  openStep,
  STEP_TITLES,
  stepText,
  useOpenShop,
  type Settings,
  type Setup,
} from '@/features/settings/merchant'
import { ShopLogo } from '@/features/shop'
import { useReenter } from '@/data'
import { switchTab } from '@/platform'
import { Button, Card, confirm, cx, Icon, Notice, Page, toast } from '@/ui'

/** What stands already and what is left before the shop opens; one leads to the next. */
export function SetupSteps({ setup, settings }: { setup: Setup; settings: Settings }) {
  const left = SETUP_STEPS.length - setup.done.length
  const next = nextStep(setup)
  const open = useOpening()
  return (
    <Page
      title="开店"
      bar={
        <>
          <View className="p-setup__look">
            <Button kind="line" onClick={() => switchTab('home')}>
              看看店面
            </Button>
          </View>
          {next ? (
            <Button block onClick={() => openStep(next, { setup: true })}>
              {`接着填「${STEP_TITLES[next]}」`}
            </Button>
          ) : (
            <Button block onClick={open}>
              开张
            </Button>
          )}
        </>
      }
    >
      <View className="p-setup__head">
        <ShopLogo size={44} />
        <View className="p-setup__who">
          <View className="p-setup__name">{settings.shop.name || '给店起个名字'}</View>
          <View className="u-12 u-c2">{left > 0 ? `还差 ${left} 步就能开张` : '都齐了，可以开张'}</View>
        </View>
        <View className="p-setup__count">
          {setup.done.length}
          <View className="p-setup__all">{`/ ${SETUP_STEPS.length}`}</View>
        </View>
      </View>
      <View className="p-setup__bars" aria-hidden>
        {SETUP_STEPS.map((step) => (
          <View
            key={step}
            className={cx('p-setup__bar', setup.done.includes(step) && 'p-setup__bar--done')}
          />
        ))}
      </View>
      <Card padding="snug">
        {SETUP_STEPS.map((step, at) => {
          const done = setup.done.includes(step)
          return (
            <View
              key={step}
              className={cx('p-setup__step', step === next && 'p-setup__step--next')}
              hoverClass="u-press"
              role="button"
              onClick={() => openStep(step, { setup: true, done })}
            >
              <View className={cx('p-setup__mark', done && 'p-setup__mark--done')}>
                {done ? <Icon name="check" size={14} /> : at + 1}
              </View>
              <View className="u-grow">
                <View className="p-setup__title">{STEP_TITLES[step]}</View>
                <View className="u-12 u-c2">{stepText(step, settings, done)}</View>
              </View>
              {done && <View className="u-13 u-c2">改</View>}
              <Icon name="chev" size={14} />
            </View>
          )
        })}
      </Card>
      <Notice tone="gray" icon="info">
        存好的每一步都在，随时可以走开；换手机用同一个微信进来接着填。开张前买家只看到「正在布置」。
      </Notice>
    </Page>
  )
}

/** Asks once, since buyers come in from then on. */
function useOpening(): () => Promise<void> {
  const { mutateAsync } = useOpenShop()
  const reenter = useReenter()
  return async () => {
    const sure = await confirm({
      title: '现在开张？',
      text: '开张以后买家就能进来下单付款。设置和商品随时还能改。',
      confirmText: '开张',
      cancelText: '再看看',
    })
    if (!sure) return
    const opened = await mutateAsync({}).then(
      () => true,
      () => false,
    )
    if (!opened) return
    await reenter()
    toast('开张大吉', { icon: 'ok' })
    switchTab('merchant')
  }
}

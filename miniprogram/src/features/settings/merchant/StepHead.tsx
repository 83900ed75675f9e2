import { View } from '@tarojs/components'
import { SETUP_STEPS, type SetupStep } from '@shared/contract/setup/limits'
import './StepHead.scss'

/** What a page is about, and where in the set-up it stands; `note` instead once the shop is open. */
export function StepHead({ title, step, note }: { title: string; step: SetupStep; note?: string }) {
  return (
    <>
      <View className="f-step__title">{title}</View>
      <View className="f-step__note">
        {note ?? `第 ${SETUP_STEPS.indexOf(step) + 1} 步，共 ${SETUP_STEPS.length} 步 · 以后随时能改`}
      </View>
    </>
  )
}

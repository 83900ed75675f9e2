import type { SetupStep } from '@shared/contract/setup/limits'
import { back } from '@/platform'
import { useSaveSettings, useSettings, useSetup } from './hooks'
import { openStep } from './open-step'
import { nextStep, STEP_TITLES } from './steps'

export interface SetupStepWay {
  /** What the button below the form says. */
  action: string
  /** Opens what comes next in place of this page; the list of steps when nothing does. */
  onward: () => void
  /** Counts the step as done without a change: what stands is right. */
  confirm: () => Promise<unknown>
}

/** How a page goes on while the shop is set up; nothing when it is not (`setup`). */
export function useSetupStep(setup: boolean, step: SetupStep): SetupStepWay | undefined {
  const progress = useSetup(setup)
  const settings = useSettings(setup)
  const { mutateAsync } = useSaveSettings()
  if (!setup) return undefined
  const next = progress.data && nextStep(progress.data, step)
  return {
    action: next ? `存好，去${STEP_TITLES[next]}` : '存好',
    onward: () => (next ? openStep(next, { setup: true, onward: true }) : back()),
    async confirm() {
      const { data } = await settings.refetch()
      await mutateAsync({ version: data?.version ?? 0, [step]: {} })
    },
  }
}

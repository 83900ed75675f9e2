import { useMemo, type ReactNode } from 'react'
import type { SettingsGroup } from '@shared/contract/settings/limits'
import {
  StepHead,
  STEP_TITLES,
  useSaveSettings,
  useSetupStep,
  type GroupForm,
  type Settings,
} from '@/features/settings/merchant'
import { useReenter } from '@/data'
import { useVersionedForm } from '@/merchant/versioned-form'
import { Button, Page } from '@/ui'
import type { FieldsProps } from '.'

type Form = Record<string, unknown>

export interface GroupPageProps {
  group: SettingsGroup
  title: string
  settings: Settings
  refetch: () => Promise<{ data: Settings | undefined }>
  setup: boolean
  form: GroupForm<Form>
  fields: (props: FieldsProps<Form>) => ReactNode
}

/** The frame of a group's form: where in the set-up it stands, saving, and where it goes on to. */
export function GroupPage({ group, title, settings, refetch, setup, form: of, fields }: GroupPageProps) {
  const command = useSaveSettings()
  const step = useSetupStep(setup, group)
  const reenter = useReenter()
  const versioned = (one: Settings) => ({ version: one.version, form: of.read(one) })
  const { form, base, changed, tried, set, save } = useVersionedForm<Form>({
    // eslint-disable-next-line react-hooks/exhaustive-deps -- how a group is read never changes
    stands: useMemo(() => versioned(settings), [settings]),
    refetch: async () => {
      const { data } = await refetch()
      return data && versioned(data)
    },
    problem: (edited) => Object.values(of.errors(edited))[0],
    save: async (version, edited) => {
      const answer = await command.mutateAsync({ version, ...of.input(edited) })
      // Name, telephone and promises of the shop stand on every page.
      void reenter()
      return answer
    },
    saved: () => '已保存',
    onward: step?.onward,
  })

  return (
    <Page
      title={STEP_TITLES[group]}
      bar={
        <Button block {...(step || changed ? {} : { reason: '没有改动' })} onClick={save}>
          {step ? step.action : '保存'}
        </Button>
      }
    >
      <StepHead
        title={title}
        step={group}
        {...(setup ? {} : { note: '改完马上对买家生效，已下的订单照旧' })}
      />
      {fields({ form, errors: tried ? of.errors(form) : {}, set, stands: base.form })}
    </Page>
  )
}

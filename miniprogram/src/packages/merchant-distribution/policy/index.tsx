import { useMemo, useState } from 'react'
import { StaffOnly, useAllows } from '@/features/staff'
import { stampText } from '@shared/words/moment'
import {
  firstPolicyError,
  percentInput,
  policyErrors,
  policyForm,
  policyInput,
  usePolicy,
  useSavePolicy,
  type Policy,
} from '@/features/policy/merchant'
import { StepHead, useSetupStep } from '@/features/settings/merchant'
import { same } from '@/merchant/merge-edits'
import { useVersionedForm } from '@/merchant/versioned-form'
import { useParams } from '@/platform'
import { Button, Loadable, Notice, Page, SkeletonList } from '@/ui'
import { entry } from './entry'
import { Binding } from './Binding'
import { Example } from './Example'
import { Levels } from './Levels'
import { Rates } from './Rates'
import { Settling } from './Settling'
import { Versions } from './Versions'
import './index.scss'

/** 佣金规则, or a step of the set-up: who gets how much of what, when it is paid, and whose customer a buyer is. */
export default function PolicyPage() {
  const allows = useAllows()
  return allows(entry.permission) ? <Loaded /> : <Frame />
}

function Frame() {
  return (
    <Page title="佣金规则">
      <StaffOnly needs={entry.permission} skeleton={<SkeletonList />}>
        {() => null}
      </StaffOnly>
    </Page>
  )
}

function Loaded() {
  const policy = usePolicy()
  if (policy.data) return <Editor policy={policy.data} refetch={policy.refetch} />
  return (
    <Page title="佣金规则">
      <Loadable state={policy} skeleton={<SkeletonList />}>
        {() => null}
      </Loadable>
    </Page>
  )
}

interface EditorProps {
  policy: Policy
  refetch: () => Promise<{ data: Policy | undefined }>
}

const versioned = (policy: Policy) => ({ version: policy.version, form: policyForm(policy) })

function Editor({ policy, refetch }: EditorProps) {
  const command = useSavePolicy()
  const step = useSetupStep(useParams('merchant-distribution/policy').setup !== undefined, 'commission')
  const [signed, setSigned] = useState<string>()
  const { form, base, changed, tried, set, save } = useVersionedForm({
    stands: useMemo(() => versioned(policy), [policy]),
    refetch: async () => {
      const { data } = await refetch()
      return data && versioned(data)
    },
    problem: (edited) => firstPolicyError(policyErrors(edited)),
    save: async (version, edited) => {
      const unchanged = step && version === policy.version && same(edited, policyForm(policy))
      const answer = unchanged
        ? { version }
        : await command.mutateAsync({ version, ...policyInput(edited, signed) })
      await step?.confirm()
      return answer
    },
    saved: (version) => `已保存为第 ${version} 版，之后的新订单按它算`,
    onward: step?.onward,
  })
  const errors = policyErrors(form)

  return (
    <Page
      title="佣金规则"
      bar={
        <Button block {...(step || changed ? {} : { reason: '没有改动' })} onClick={save}>
          {step ? step.action : '保存新版本'}
        </Button>
      }
    >
      {step ? (
        <StepHead title="谁推荐的，给谁多少" step="commission" />
      ) : (
        <Notice tone="gray" icon="info">
          {`现在是第 ${base.version} 版，${stampText(policy.changedAt)} 生效。改动只管之后的新订单，已下的订单照旧。`}
        </Notice>
      )}
      <Levels
        form={form}
        set={set}
        before={policy.unsignedRates?.map(percentInput) ?? base.form.rates}
        unsigned={policy.unsignedRates !== undefined}
        confirmed={policy.threeLevels}
        signed={signed}
        onSign={setSigned}
      />
      <Rates form={form} errors={errors} set={set} />
      <Example form={form} />
      {!step && (
        <>
          <Settling form={form} errors={tried ? errors : { ...errors, freezeDays: undefined }} set={set} />
          <Binding form={form} errors={errors} set={set} />
          <Versions />
        </>
      )}
    </Page>
  )
}

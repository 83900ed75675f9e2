import { useState } from 'react'
import { sayError } from '@/data'
import { StaffOnly, useAllows } from '@/features/staff'
import { stampText } from '@shared/words/moment'
import {
  firstPolicyError,
  policyErrors,
  policyForm,
  policyOf,
  rebasePolicy,
  usePolicy,
  useSavePolicy,
  type Policy,
  type PolicyForm,
} from '@/features/policy/merchant'
import { CallError } from '@/platform'
import { Button, Loadable, Notice, Page, SkeletonList, toast } from '@/ui'
import { entry } from './entry'
import { Binding } from './Binding'
import { Example } from './Example'
import { Rates } from './Rates'
import { Settling } from './Settling'
import './index.scss'

/** 佣金规则: who gets how much of what, when it is paid, and whose customer a buyer is. */
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

function Editor({ policy, refetch }: EditorProps) {
  const [base, setBase] = useState(() => ({ version: policy.version, form: policyForm(policy) }))
  const [form, setForm] = useState(base.form)
  const [tried, setTried] = useState(false)
  const command = useSavePolicy()
  const errors = policyErrors(form)
  const changed = JSON.stringify(form) !== JSON.stringify(base.form)
  const set = (part: Partial<PolicyForm>) => setForm((now) => ({ ...now, ...part }))

  const save = async () => {
    setTried(true)
    const meant = policyOf(form)
    if (!meant) return toast(firstPolicyError(errors) ?? '请检查填写的内容')
    try {
      const { version } = await command.mutateAsync({ version: base.version, ...meant })
      setBase({ version, form })
      setTried(false)
      toast(`已保存为第 ${version} 版，之后的新订单按它算`, { icon: 'ok' })
    } catch (error) {
      if (!(error instanceof CallError && error.code === 'VERSION_CONFLICT')) {
        return toast(sayError(error).sentence)
      }
      const { data } = await refetch()
      if (data) {
        const theirs = policyForm(data)
        setForm((now) => rebasePolicy(now, base.form, theirs))
        setBase({ version: data.version, form: theirs })
      }
      toast('刚有同事改过，已载入最新规则；你改的几处还在，请再看一眼后保存', { durationMs: 4500 })
    }
  }

  return (
    <Page
      title="佣金规则"
      bar={
        <Button block {...(changed ? {} : { reason: '没有改动' })} onClick={save}>
          保存新版本
        </Button>
      }
    >
      <Notice tone="gray" icon="info">
        {`现在是第 ${base.version} 版，${stampText(policy.changedAt)} 生效。改动只管之后的新订单，已下的订单照旧。`}
      </Notice>
      <Rates form={form} errors={errors} before={base.form.rates} set={set} />
      <Example form={form} />
      <Settling form={form} errors={tried ? errors : { ...errors, freezeDays: undefined }} set={set} />
      <Binding form={form} errors={errors} set={set} />
    </Page>
  )
}

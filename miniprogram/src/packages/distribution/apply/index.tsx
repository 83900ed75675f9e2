import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { useFreshOnShow, useReenter } from '@/data'
import { useDistributorStatus, type DistributorStatus } from '@/features/distributor'
import { replace } from '@/platform'
import { Bone, Loadable, Page } from '@/ui'
import { Form } from './Form'
import { Introduction } from './Introduction'
import { ActiveNote, RefusedNote, StoppedNote, WaitingNote } from './StateNotes'
import './index.scss'

/** 成为推广员: what it is, and the way in. Each state of an application has its own page. */
export default function ApplyPage() {
  const status = useDistributorStatus()
  useFreshOnShow('distributor')
  // What is being asked again may be another state by now: whoever has just left is not sent back.
  useLeaveWhenAccepted(status.isFetching ? undefined : status.data?.state)
  return (
    <Page title="成为推广员">
      <Loadable state={status} skeleton={<ApplySkeleton />}>
        {(data) => <ApplyState status={data} refresh={status.refetch} />}
      </Loadable>
    </Page>
  )
}

function ApplyState({ status, refresh }: { status: DistributorStatus; refresh: () => Promise<unknown> }) {
  const [again, setAgain] = useState(false)
  switch (status.state) {
    case 'pending':
      return <WaitingNote appliedAt={status.appliedAt} refresh={refresh} />
    case 'active':
      return <ActiveNote />
    case 'suspended':
      return status.stopped && <StoppedNote stopped={status.stopped} />
    case 'refused':
      if (!again) return <RefusedNote reason={status.refusedReason} onAgain={() => setAgain(true)} />
  }
  return (
    <>
      {status.stopped && <StoppedNote stopped={status.stopped} />}
      <Introduction rateBps={status.rates[0]?.rateBps ?? 0} />
      <Form agreement={status.agreement} />
    </>
  )
}

/** Who is accepted while the page is open learns the new role at once; who already was goes to the centre. */
function useLeaveWhenAccepted(state: DistributorStatus['state'] | undefined): void {
  const reenter = useReenter()
  const [before, setBefore] = useState<DistributorStatus['state']>()
  useEffect(() => {
    if (!state || state === before) return
    setBefore(state)
    if (state !== 'active') return
    void reenter().then(() => {
      if (before === undefined) replace('distribution/centre')
    })
  }, [state, before, reenter])
}

function ApplySkeleton() {
  return (
    <View>
      <Bone height={150} radius={16} />
      <Bone height={196} radius={12} top={10} />
      <Bone height={260} radius={12} top={10} />
    </View>
  )
}

import { useState } from 'react'
import {
  useApplications,
  useDecide,
  type Application,
  type ApplicationTab,
} from '@/features/distributor/merchant'
import { StaffList, StaffRows, type StaffTabs } from '@/merchant/StaffList'
import { useAddressed } from '@/platform'
import { Apart, confirm, toast } from '@/ui'
import { entry } from './entry'
import { ApplicationCard } from './ApplicationCard'
import { RefuseSheet } from './RefuseSheet'
import { useStanding } from './standing'
import './index.scss'

const TABS: StaffTabs<ApplicationTab> = [
  { value: 'pending', label: '待审核' },
  { value: 'active', label: '推广员' },
  { value: 'stopped', label: '已停用' },
  { value: 'refused', label: '未通过' },
]
const NOTHING: Record<ApplicationTab, { title: string; text: string }> = {
  pending: { title: '都审完了', text: '有人申请当推广员，就会排在这里' },
  active: { title: '还没有推广员', text: '熟客最懂你的东西，请他们来申请吧' },
  stopped: { title: '没有停用的推广员', text: '暂停、取消和自己退出的都在这里' },
  refused: { title: '没有未通过的申请', text: '没通过的人可以改了资料再申请' },
}

/** 推广员: who asks to become one, who is one, who was refused. */
export default function ApplicationsPage() {
  const opened = useAddressed('merchant-distribution/applications', 'state')
  return (
    <StaffList title="推广员" needs={entry.permission} about={['distributor']} tabs={TABS} opened={opened}>
      {({ tab }) => <Applications tab={tab} />}
    </StaffList>
  )
}

function Applications({ tab }: { tab: ApplicationTab }) {
  const list = useApplications(tab)
  const decide = useDecide()
  const [refusing, setRefusing] = useState<Application>()
  const [open, setOpen] = useState(false)
  const standing = useStanding()

  const approve = async ({ distributorId, nickname }: Application) => {
    const sure = await confirm({
      title: `通过 ${nickname} 的申请？`,
      text: '通过后马上可以分享商品、拿佣金。',
      confirmText: '通过',
    })
    if (!sure) return
    await decide.mutateAsync({ distributorId, decision: 'approve' })
    toast('已通过', { icon: 'ok' })
  }

  return (
    <>
      <StaffRows list={list} art="seedling" nothing={NOTHING[tab]}>
        {(items) =>
          items.map((application) => (
            <ApplicationCard
              key={application.distributorId}
              application={application}
              tab={tab}
              onStop={(act) => standing.stop(application, act)}
              onReinstate={() => standing.reinstate(application)}
              onApprove={() => approve(application)}
              onRefuse={() => {
                setRefusing(application)
                setOpen(true)
              }}
            />
          ))
        }
      </StaffRows>
      <Apart>
        {standing.sheet}
        {refusing && (
          <RefuseSheet
            key={refusing.distributorId}
            name={refusing.nickname}
            open={open}
            onClose={() => setOpen(false)}
            onRefuse={async (reason) => {
              await decide.mutateAsync({ distributorId: refusing.distributorId, decision: 'refuse', reason })
              toast('已婉拒，对方会看到原因')
            }}
          />
        )}
      </Apart>
    </>
  )
}

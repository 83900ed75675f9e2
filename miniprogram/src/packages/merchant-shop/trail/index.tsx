import { View } from '@tarojs/components'
import { useState } from 'react'
import { byDay, TRAIL_TABS, useTrail, useTrailPeople, type TrailTab } from '@/features/trail/merchant'
import { StaffList, StaffRows } from '@/merchant/StaffList'
import { serverNow, useAddressed } from '@/platform'
import { Card, SelectInput } from '@/ui'
import { Deed } from './Deed'
import { entry } from './entry'
import './index.scss'

/** 操作记录: who of the staff did what, when, and how it stood before and after. */
export default function TrailPage() {
  const opened = useAddressed('merchant-shop/trail', 'kind')
  const [staffId = EVERYBODY, setStaffId] = useAddressed('merchant-shop/trail', 'staffId')
  return (
    <StaffList
      title={entry.label}
      needs={entry.permission}
      about={['trail']}
      tabs={TRAIL_TABS}
      opened={opened}
    >
      {({ tab }) => (
        <>
          <Who staffId={staffId} onChange={setStaffId} />
          <Deeds key={staffId} tab={tab} staffId={staffId} />
        </>
      )}
    </StaffList>
  )
}

const EVERYBODY = ''

/** Whose deeds are shown; and that nobody can change them. */
function Who({ staffId, onChange }: { staffId: string; onChange: (staffId: string) => void }) {
  const people = useTrailPeople().data?.items ?? []
  const options = people.map(({ staffId: value, name }) => ({ value, label: name || '没有名字' }))
  return (
    <View className="p-trail__who">
      <View className="p-trail__ever">只增不改，店主也删不掉</View>
      {options.length > 1 && (
        <View className="p-trail__pick">
          <SelectInput
            title="看谁做的"
            options={[{ value: EVERYBODY, label: '所有人' }, ...options]}
            value={staffId}
            onChange={onChange}
          />
        </View>
      )}
    </View>
  )
}

const NOTHING = {
  title: '还没有记录',
  text: '员工改商品、发货、退款、改规则，都会在这里留下一条：谁、什么时候、改之前和改之后',
}

function Deeds({ tab, staffId }: { tab: TrailTab; staffId: string }) {
  const list = useTrail({ kind: tab === 'all' ? undefined : tab, staffId: staffId || undefined })
  const [open, setOpen] = useState<string>()
  return (
    <StaffRows list={list} art="receipt" nothing={NOTHING}>
      {(rows) =>
        byDay(rows, serverNow()).map(({ day, rows: deeds }) => (
          <Card key={day} title={<View className="u-num">{day}</View>} padding="snug">
            {deeds.map((deed) => (
              <Deed
                key={deed.trailId}
                deed={deed}
                open={deed.trailId === open}
                onToggle={() => setOpen((now) => (now === deed.trailId ? undefined : deed.trailId))}
              />
            ))}
          </Card>
        ))
      }
    </StaffRows>
  )
}

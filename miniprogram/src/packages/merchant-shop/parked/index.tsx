import { useFreshOnShow } from '@/data'
import { useParked } from '@/features/operations/merchant'
import { StaffOnly } from '@/features/staff'
import { useRefresh } from '@/platform'
import { Empty, LoadableList, Page, SkeletonList } from '@/ui'
import { entry } from './entry'
import { ParkedCard } from './ParkedCard'

/** 停住的事: what the mall has tried in vain so often that somebody has to look. */
export default function ParkedPage() {
  const refresh = useFreshOnShow('operations')
  useRefresh(refresh)
  return (
    <Page title={entry.label}>
      <StaffOnly needs={entry.permission} skeleton={<SkeletonList />}>
        {(allows) => <Parked toOrders={allows('order.read')} />}
      </StaffOnly>
    </Page>
  )
}

function Parked({ toOrders }: { toOrders: boolean }) {
  const list = useParked()
  return (
    <LoadableList
      list={list}
      skeleton={<SkeletonList />}
      empty={
        <Empty
          art="seedling"
          title="没有停住的事"
          text="退款、记佣金、告诉微信发货这些事，商城会自己一直试；试了很多次还不成的，才会停在这里等你"
        />
      }
    >
      {(items) =>
        items.map((parked) => (
          <ParkedCard key={`${parked.kind} ${parked.documentId}`} parked={parked} toOrders={toOrders} />
        ))
      }
    </LoadableList>
  )
}

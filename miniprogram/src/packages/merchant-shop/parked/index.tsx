import { useParked } from '@/features/operations/merchant'
import { StaffList, StaffRows } from '@/merchant/StaffList'
import { entry } from './entry'
import { ParkedCard } from './ParkedCard'

/** 停住的事: what the mall has tried in vain so often that somebody has to look. */
export default function ParkedPage() {
  return (
    <StaffList title={entry.label} needs={entry.permission} about={['operations']}>
      {({ allows }) => <Parked toOrders={allows('order.read')} />}
    </StaffList>
  )
}

const NOTHING = {
  title: '没有停住的事',
  text: '退款、记佣金、告诉微信发货这些事，商城会自己一直试；试了很多次还不成的，才会停在这里等你',
}

function Parked({ toOrders }: { toOrders: boolean }) {
  return (
    <StaffRows list={useParked()} art="seedling" nothing={NOTHING}>
      {(items) =>
        items.map((parked) => (
          <ParkedCard key={`${parked.kind} ${parked.documentId}`} parked={parked} toOrders={toOrders} />
        ))
      }
    </StaffRows>
  )
}

import { View } from '@tarojs/components'
import { useState } from 'react'
import { useFreshOnShow } from '@/data'
import {
  billSentence,
  billWord,
  useBillDay,
  useDifferences,
  useReconcileAgain,
  type BillDayDetail,
  type Difference,
} from '@/features/reconciliation/merchant'
import { StaffOnly, useAllows } from '@/features/staff'
import { serverNow, useParams, useRefresh } from '@/platform'
import { Apart, Button, Card, Loadable, LoadableList, Page, SkeletonList, StateWord, toast } from '@/ui'
import { entry } from '../bills/entry'
import { DifferenceCard } from './DifferenceCard'
import { HandleSheet } from './HandleSheet'
import { Sums } from './Sums'
import './index.scss'

/** One day's bill: what it comes to, what differs, and what to do about it. */
export default function BillPage() {
  const { day } = useParams('merchant-money/bill')
  const allows = useAllows()
  const bill = useBillDay(allows(entry.permission) ? (day ?? '') : undefined)
  const refresh = useFreshOnShow('reconciliation')
  useRefresh(refresh)
  return (
    <Page title={day ? `${day} 对账单` : '对账单'} bar={bill.data && <Again day={bill.data.day} />}>
      <StaffOnly needs={entry.permission} skeleton={<SkeletonList />}>
        {() => (
          <Loadable state={bill} skeleton={<SkeletonList />}>
            {(data) => (
              <>
                <Head bill={data} />
                {data.sums && <Sums bill={data} sums={data.sums} />}
                {data.found > 0 && <Differences day={data.day} unlisted={data.unlisted} />}
              </>
            )}
          </Loadable>
        )}
      </StaffOnly>
    </Page>
  )
}

function Head({ bill }: { bill: BillDayDetail }) {
  return (
    <Card>
      <StateWord word={billWord(bill)} large />
      <View className="u-13 u-c2">{billSentence(bill, serverNow())}</View>
    </Card>
  )
}

function Again({ day }: { day: string }) {
  const again = useReconcileAgain()
  return (
    <View className="u-grow">
      <Button
        kind="line"
        block
        onClick={async () => {
          const { state, open } = await again.mutateAsync({ day })
          toast(billWord({ state, open }).text)
        }}
      >
        重新对账
      </Button>
    </View>
  )
}

function Differences({ day, unlisted }: { day: string; unlisted: number }) {
  const list = useDifferences(day)
  const [handling, setHandling] = useState<Difference>()
  const [open, setOpen] = useState(false)
  return (
    <>
      <LoadableList list={list} skeleton={<SkeletonList />} inline empty={null}>
        {(items) =>
          items.map((difference) => (
            <DifferenceCard
              key={difference.differenceId}
              difference={difference}
              onHandle={() => {
                setHandling(difference)
                setOpen(true)
              }}
            />
          ))
        }
      </LoadableList>
      {unlisted > 0 && (
        <View className="p-bill__unlisted">{`还有 ${unlisted} 笔没列出来，多半是同一个原因`}</View>
      )}
      <Apart>
        {handling && (
          <HandleSheet
            key={handling.differenceId}
            difference={handling}
            open={open}
            onClose={() => setOpen(false)}
          />
        )}
      </Apart>
    </>
  )
}

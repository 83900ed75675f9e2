import { View } from '@tarojs/components'
import { countText } from '@shared/words/count'
import { useStatements } from '@/features/settlement'
import { stampText } from '@shared/words/moment'
import { formatYuan } from '@shared/money'
import { Card, Empty, KeyValue, LoadableList, Price } from '@/ui'
import { ItemsSkeleton } from '../parts/ItemsSkeleton'

/** 结算单: what each settlement credited, and what it netted before. */
export function Statements() {
  const list = useStatements()
  return (
    <LoadableList
      list={list}
      skeleton={<ItemsSkeleton />}
      empty={
        <Empty art="receipt" title="还没有结算单" text="每次结算会出一张，写清收了几笔、抵了多少、实到多少" />
      }
    >
      {(items) =>
        items.map((statement) => (
          <Card
            key={statement.statementId}
            title={statement.period}
            extra={`${countText(statement.commissions)} 笔`}
          >
            <KeyValue label="佣金合计" value={`¥${formatYuan(statement.grossFen)}`} />
            {statement.debtNettedFen > 0 && (
              <KeyValue
                label="抵扣退款"
                note="到账后的退款"
                value={`−¥${formatYuan(statement.debtNettedFen)}`}
                tone="danger"
              />
            )}
            <KeyValue
              label="实际入账"
              value={<Price fen={statement.creditedFen} tone="gold" size="s" />}
              total
            />
            <View className="p-commissions__posted">{`${stampText(statement.postedAt)} 入账`}</View>
          </Card>
        ))
      }
    </LoadableList>
  )
}

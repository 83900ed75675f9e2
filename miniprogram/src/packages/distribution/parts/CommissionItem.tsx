import { View } from '@tarojs/components'
import { COMMISSION_WORDS, rowAmount, rowNote, rowTitle, type CommissionRow } from '@/features/commission'
import { go, serverNow } from '@/platform'
import { Picture } from '@/ui'
import './CommissionItem.scss'

/** A commission in a list: who bought what, what it brings, where it stands. */
export function CommissionItem({ row }: { row: CommissionRow }) {
  return (
    <View
      className="d-item"
      role="link"
      hoverClass="u-press"
      onClick={() => go('distribution/commission', { commissionId: row.commissionId })}
    >
      <Picture src={row.picture} size={44} />
      <View className="d-item__main">
        <View className="d-item__title">{rowTitle(row)}</View>
        <View className="d-item__note">{rowNote(row, serverNow())}</View>
      </View>
      <View className="d-item__end">
        <View className={row.amountFen > 0 ? 'd-item__amount' : 'd-item__amount d-item__amount--none'}>
          {rowAmount(row)}
        </View>
        <View className="d-item__note">{COMMISSION_WORDS[row.state].text}</View>
      </View>
    </View>
  )
}

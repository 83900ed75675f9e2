import { View } from '@tarojs/components'
import { sayError } from '@/data'
import { bookable, bookingText, useBookRefund, type Difference } from '@/features/reconciliation/merchant'
import { formatYuan } from '@shared/money'
import { Button, confirm, toast } from '@/ui'

/** What can be done about a difference that is open: a refund made by hand goes into the books, the rest is noted. */
export function Act({ difference, onHandle }: { difference: Difference; onHandle: () => void }) {
  const { mutateAsync, error } = useBookRefund()
  const canBook = bookable(difference)
  const { differenceId, billFen = 0 } = difference

  const book = async () => {
    const title = `补记退款 ¥${formatYuan(billFen)}？`
    if (!(await confirm({ title, text: bookingText(difference), confirmText: '补记' }))) return
    await mutateAsync({ differenceId })
    toast('已补记到订单', { icon: 'ok' })
  }

  return (
    <>
      {error && (
        <View className="p-bill__wrong" role="alert">
          {`没有补记：${sayError(error).sentence}`}
        </View>
      )}
      <View className="p-bill__act">
        <Button kind={canBook ? 'line' : 'secondary'} size="s" onClick={onHandle}>
          标记已处理
        </Button>
        {canBook && (
          <Button kind="secondary" size="s" onClick={book}>
            补记退款
          </Button>
        )}
      </View>
    </>
  )
}

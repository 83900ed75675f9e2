import { View } from '@tarojs/components'
import { sayError } from '@/data'
import { useLeave } from '@/features/distributor'
import { replace } from '@/platform'
import { confirm, toast } from '@/ui'

/** 退出推广: one may always leave, and is told what goes and what stays. */
export function Leave() {
  const { leave, tell } = useLeave()
  const ask = async () => {
    const sure = await confirm({
      title: '退出推广？',
      text: '退出后没有新的佣金，你的客户不再算你的，再回来也要从头开始。已成交的佣金照常结算，余额不会少。',
      confirmText: '确定退出',
      cancelText: '再想想',
    })
    if (!sure) return
    try {
      await leave()
    } catch (error) {
      return toast(sayError(error).sentence)
    }
    void tell()
    replace('distribution/apply')
  }
  return (
    <View className="p-centre__leave" role="button" hoverClass="u-press" onClick={() => void ask()}>
      退出推广
    </View>
  )
}

import { useState, type ReactNode } from 'react'
import { useSetStanding, type Application } from '@/features/distributor/merchant'
import { STOP_REASON } from '@shared/contract/distributor/limits'
import { ReasonSheet } from '@/merchant/ReasonSheet'
import { confirm, toast } from '@/ui'

export type StopAct = 'suspend' | 'remove'

const REASONS = ['收到多次投诉', '虚构交易', '夸大宣传', '长期联系不上'] as const
const WORDS: Record<StopAct, { title: (name: string) => string; hint: string; act: string; done: string }> = {
  suspend: {
    title: (name) => `暂停 ${name} 的推广`,
    hint: '对方会看到这句话。暂停期间没有新佣金，余额和客户都留着，随时可以恢复',
    act: '确认暂停',
    done: '已暂停，对方会看到原因',
  },
  remove: {
    title: (name) => `取消 ${name} 的推广资格`,
    hint: '对方会看到这句话。他的客户从此不算任何人的，恢复资格也不会回来；余额留着',
    act: '确认取消资格',
    done: '已取消，对方会看到原因',
  },
}

/** Suspending and removing, each with a reason that the other reads, and taking back. */
export function useStanding(): {
  stop: (who: Application, act: StopAct) => void
  reinstate: (who: Application) => Promise<void>
  sheet: ReactNode
} {
  const set = useSetStanding()
  const [asked, setAsked] = useState<{ who: Application; act: StopAct }>()
  const [open, setOpen] = useState(false)
  const words = asked && WORDS[asked.act]
  return {
    stop: (who, act) => {
      setAsked({ who, act })
      setOpen(true)
    },
    reinstate: async ({ distributorId, nickname }) => {
      const sure = await confirm({
        title: `恢复 ${nickname} 的推广资格？`,
        text: '恢复后马上可以分享商品、拿佣金。',
        confirmText: '恢复',
      })
      if (!sure) return
      await set.mutateAsync({ distributorId, act: 'reinstate' })
      toast('已恢复', { icon: 'ok' })
    },
    sheet: asked && words && (
      <ReasonSheet
        key={`${asked.who.distributorId}-${asked.act}`}
        open={open}
        onClose={() => setOpen(false)}
        title={words.title(asked.who.nickname)}
        label="原因"
        hint={words.hint}
        presets={REASONS}
        limit={STOP_REASON}
        long
        act={words.act}
        danger="再想想"
        onReason={async (reason) => {
          await set.mutateAsync({ distributorId: asked.who.distributorId, act: asked.act, reason })
          toast(words.done)
        }}
      />
    ),
  }
}

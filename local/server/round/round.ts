import { formatYuan } from '@shared/money'
import type { Database } from '../../../cloudfunctions/platform/database'
import type { JsonFile } from '../../../emulator/src/base'
import type { ChatMessage } from '../chat'
import type { ShopOnStage } from '../own-shop'
import { isUndone, latestSale, sharesOf, type SaleRecords } from '../sale'
import { factsOfSale, type Facts } from './facts'
import { stepsBehind, stepsOf, type Place } from './steps'

/** What is remembered of a round: where it began, and what nothing else keeps. */
export interface RoundMemory {
  /** What lay there before it, and does not belong to it: a sale and a message. */
  afterOrder: string | null
  afterMessage: string | null
  /** When it began. */
  at: number
  /** Whether somebody has come in through a card since. */
  opened: boolean
}

export const newRound = (at: number): RoundMemory => ({
  afterOrder: null,
  afterMessage: null,
  at,
  opened: false,
})

/** A round as the stage shows it. */
export interface RoundView {
  steps: { id: string; label: string; place: Place; task: string; hint: string }[]
  /** How many of them lie behind; all of them when it is over. */
  behind: number
  /** What came of it; empty while it goes on. */
  outcome: string
}

interface RoundParts {
  db: Database
  memory: JsonFile<RoundMemory>
  now(): number
  messages(): readonly ChatMessage[]
  shop(): Promise<ShopOnStage>
}

/**
 * Somebody's way through the shop, from the first card to the credited commission. It follows what has happened, never
 * what was pressed on the stage, and begins again when it is asked to.
 */
export function createRound({ db, memory, now, messages, shop }: RoundParts) {
  /** The sale of this round, whoever made it; null while there is none. */
  async function sale(): Promise<SaleRecords | null> {
    const latest = await latestSale(db)
    const { at, afterOrder } = memory.get()
    if (!latest || latest.order._id === afterOrder || (latest.order.paidAt ?? 0) < at) return null
    return latest
  }

  function forwarded(): boolean {
    const all = messages()
    const before = all.findIndex(({ id }) => id === memory.get().afterMessage)
    return all.slice(before + 1).some(({ from, card }) => from === 'distributor' && card !== undefined)
  }

  return {
    sale,

    /** Somebody came in through a card. */
    cameIn(): void {
      if (!memory.get().opened) memory.set({ ...memory.get(), opened: true })
    },

    /** What has happened so far is of the past. */
    async restart(): Promise<void> {
      const latest = await latestSale(db)
      memory.set({
        ...newRound(now()),
        afterOrder: latest?.order._id ?? null,
        afterMessage: messages().at(-1)?.id ?? null,
      })
    },

    async view(made: SaleRecords | null): Promise<RoundView> {
      const [settings, { demo, ownerCode }] = await Promise.all([db.get('settings', 'shop'), shop()])
      const facts: Facts = {
        ...factsOfSale(made?.order ?? null, made?.commission ?? null),
        forwarded: forwarded(),
        opened: memory.get().opened,
        claimed: ownerCode === undefined,
        trading: settings !== null && settings.preparing !== true,
      }
      const steps = stepsOf(demo)
      const undone = made !== null && isUndone(made)
      const behind = undone ? steps.length : stepsBehind(steps, facts)
      return {
        steps: steps.map(({ id, label, place, task, hint }) => ({ id, label, place, task, hint })),
        behind,
        outcome: behind === steps.length ? outcomeOf(made, undone) : '',
      }
    },
  }
}

export type Round = ReturnType<typeof createRound>

function outcomeOf(made: SaleRecords | null, undone: boolean): string {
  if (!made) return '都走完了'
  if (undone) return `你刚才那笔 ¥${formatYuan(made.order.payFen)} 退给了买家，佣金也扣回了`
  return creditedWords(made) ?? `你刚才那笔 ¥${formatYuan(made.order.payFen)} 卖成了，没有推广员，没有佣金`
}

/** What came to the nearest distributor of a sale, in words; nothing when there is nobody. */
export function creditedWords({ commission }: SaleRecords): string | undefined {
  const [nearest] = sharesOf(commission)
  return nearest && `你刚才那笔 ¥${formatYuan(nearest.fen)} 已到账`
}

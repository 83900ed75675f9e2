import type { OutputOf } from '@shared/contract'
import { usePages } from '@/data'

export type Statement = OutputOf<'distributor/settlement.statements'>['items'][number]

export function useStatements(enabled = true) {
  return usePages('distributor/settlement.statements', {}, { enabled })
}

import { FEN_MOST } from '@shared/contract/limits'
import { onlyWrong, type GroupForm } from './form'

export interface FreightForm {
  /** Always free of freight. */
  free: boolean
  freightFen: number | null
  freeFreightFromFen: number | null
}

const amountError = (what: string, fen: number | null): string | undefined => {
  if (fen === null) return `${what}填数字，最多两位小数`
  return fen > FEN_MOST ? `${what}太大了` : undefined
}

/** 运费: none at all, or an amount that is waived from some total on. */
export const freightForm: GroupForm<FreightForm> = {
  read: ({ freight }) => {
    const { freightFen, freeFreightFromFen } = freight ?? { freightFen: 0, freeFreightFromFen: 0 }
    return freightFen === 0 || freeFreightFromFen === 0
      ? { free: true, freightFen: 800, freeFreightFromFen: 9_900 }
      : { free: false, freightFen, freeFreightFromFen }
  },
  errors: ({ free, freightFen, freeFreightFromFen }) =>
    free
      ? {}
      : onlyWrong({
          free: undefined,
          freightFen: freightFen === 0 ? '不收运费就选「全场包邮」' : amountError('运费', freightFen),
          freeFreightFromFen:
            freeFreightFromFen === 0
              ? '满 0 元就是全场包邮；不想包邮，就填大一点'
              : amountError('包邮金额', freeFreightFromFen),
        }),
  input: ({ free, freightFen, freeFreightFromFen }) => ({
    freight: free
      ? { freightFen: 0, freeFreightFromFen: 0 }
      : { freightFen: freightFen ?? 0, freeFreightFromFen: freeFreightFromFen ?? 0 },
  }),
}

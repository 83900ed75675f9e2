export { bookRefund } from './book.service'
export {
  compareFlow,
  comparePayments,
  compareRefunds,
  repeatedRows,
  unbilledPayments,
  unbilledRefunds,
  type ComparedOrder,
} from './compare.rules'
export type { DifferenceDoc, Finding } from './difference.model'
export {
  countOfDay,
  countOpen,
  countOpenByDay,
  differenceId,
  findOpen,
  keepDifference,
  MOST_A_DAY,
  resolve,
} from './difference.repo'
export { handleDifference, listDifferences } from './handle.service'
export { repair } from './repair.service'

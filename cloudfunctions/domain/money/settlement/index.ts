export { listStatements } from './settlement.repo'
export { grossOf, runSettlement, type SettlementCounts } from './settlement.service'

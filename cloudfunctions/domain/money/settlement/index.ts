export { grossOf, runSettlement, type SettlementCounts } from './settlement.service'

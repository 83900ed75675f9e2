export { findStatements as statementsOfCycle, rowsOf } from './settlement.repo'
export { grossOf, runSettlement, type SettlementCounts } from './settlement.service'

import type { CollectionSpecs } from '../../../platform/collections'
import type { AccountDoc, LedgerEntry, StatementDoc } from './ledger.model'

declare module '../../../platform/collections' {
  interface Collections {
    ledger: LedgerEntry
    accounts: AccountDoc
    statements: StatementDoc
  }
}

export const collections = {
  ledger: {
    version: 1,
    readers: ['audit', 'commission'],
    indexes: {
      order: ['orderId', '-at'],
      distributor: ['distributorIds'],
    },
  },
  accounts: {
    version: 1,
    readers: ['audit', 'distributor'],
    indexes: {},
  },
  statements: {
    version: 1,
    readers: ['audit'],
    writers: ['settlement'],
    indexes: {
      distributor: ['distributorId', '-postedAt', '-_id'],
      cycle_id: ['cycle', '_id'],
    },
  },
} satisfies CollectionSpecs

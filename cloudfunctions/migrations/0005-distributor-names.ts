import { defineMigration } from '../platform/migration'

/** A name stood with the member and once more here, where no new one reached it. */
export const migration = defineMigration<{ nickname?: unknown }>({
  id: '0005-distributor-names',
  collection: 'distributors',
  version: 2,
  what: 'distributors are called as they are called as members: their own copy of the name goes',
  reads: ['nickname'],
  // Functions of before show the copy: it goes when they are gone.
  again: true,
  change: ({ nickname }, last) => (last && nickname !== undefined ? { remove: ['nickname'] } : null),
})

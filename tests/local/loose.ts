import type { Database } from '../../cloudfunctions/platform/database'

/** Operations on documents of no known shape. */
interface LooseOperations {
  get<T>(collection: string, id: string): Promise<T | null>
  insert(collection: string, document: { _id: string; [field: string]: unknown }): Promise<boolean>
  change(collection: string, where: object, change: object): Promise<number>
  changeAndGet(collection: string, where: object, change: object): Promise<unknown>
  transaction<T>(body: (inside: Omit<LooseOperations, 'transaction' | 'change'>) => Promise<T>): Promise<T>
}

/** The database for documents that no mall has: without the types of its collections. */
export const loose = (db: Database): LooseOperations => db as unknown as LooseOperations

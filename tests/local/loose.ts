import type { Database } from '../../cloudfunctions/platform/database'

/** Operations on documents of no known shape. */
interface LooseOperations {
  get<T>(collection: string, id: string): Promise<T | null>
  find<T>(collection: string, options: object): Promise<T[]>
  insert(collection: string, document: { _id: string; [field: string]: unknown }): Promise<boolean>
  insertMany(collection: string, documents: readonly { _id: string }[]): Promise<void>
  remove(collection: string, where: object): Promise<number>
  change(collection: string, where: object, change: object): Promise<number>
  changeAndGet(collection: string, where: object, change: object): Promise<unknown>
  transaction<T>(
    body: (inside: Pick<LooseOperations, 'get' | 'insert' | 'changeAndGet'>) => Promise<T>,
  ): Promise<T>
}

/** The database for documents that no mall has: without the types of its collections. */
export const loose = (db: Database): LooseOperations => db as unknown as LooseOperations

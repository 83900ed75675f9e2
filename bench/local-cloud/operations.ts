import type cloudbase from '@cloudbase/node-sdk'
import { buyerOf, documentOf, idOf, shopOf } from './documents'

type Database = ReturnType<ReturnType<typeof cloudbase.init>['database']>
type Collection = ReturnType<Database['collection']>

/** Something that clients do again and again, each time with the number of a document. */
export interface Operation {
  title: string
  /** Whether the number is one of a document that is there, or a new one. */
  numbers: 'stored' | 'new'
  /** Through the SDK. @returns whether the answer is what it must be */
  run(collection: Collection, command: Database['command'], n: number): Promise<boolean>
  /** Whether the answer to a plain request, a text of JSON, is what it must be. */
  answered(text: string, n: number): boolean
}

const PAGE = 20

export const OPERATIONS = {
  get: {
    title: 'get by id',
    numbers: 'stored',
    async run(collection, _, n) {
      const { data } = (await collection.doc(idOf(n)).get()) as { data: { _id: string }[] }
      return data[0]?._id === idOf(n)
    },
    answered: (text, n) => text.includes(idOf(n)),
  },
  find: {
    title: 'newest 20 of a shop, by index',
    numbers: 'stored',
    async run(collection, _, n) {
      const found = collection.where({ shopId: shopOf(n) }).orderBy('createdAt', 'desc')
      return ((await found.limit(PAGE).get()).data as unknown[]).length === PAGE
    },
    answered: (text, n) => text.split(shopOf(n)).length === PAGE + 1,
  },
  update: {
    title: 'conditional update',
    numbers: 'stored',
    async run(collection, _, n) {
      const condition = { _id: idOf(n), tries: _.gte(0) }
      return (await collection.where(condition).update({ tries: _.inc(1) })).updated === 1
    },
    answered: (text) => text.includes('"updated":1'),
  },
  insert: {
    title: 'insert, 4 indexes',
    numbers: 'new',
    async run(collection, _, n) {
      return ((await collection.add(documentOf(n))) as { id?: string }).id === idOf(n)
    },
    answered: (text, n) => text.includes(idOf(n)) && text.includes('"insertedIds"'),
  },
  count: {
    title: 'count of a buyer, by index',
    numbers: 'stored',
    async run(collection, _, n) {
      return ((await collection.where({ buyerId: buyerOf(n) }).count()).total ?? 0) > 0
    },
    answered: (text) => /"total":[1-9]/.test(text),
  },
} satisfies Record<string, Operation>

export type OperationName = keyof typeof OPERATIONS
export const OPERATION_NAMES = Object.keys(OPERATIONS) as OperationName[]

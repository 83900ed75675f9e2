import { loop } from '../measure'
import { serve } from '../rpc'
import { Connection } from './connection'
import { COLLECTION } from './documents'
import { OPERATIONS, type OperationName } from './operations'
import { recordRequest, type Request } from './record'
import { openSdk } from './sdk'

/** A process of clients: `node client.cjs <url of the local cloud>`. */

/** What clients are to do, and for how long. */
export interface Task {
  operation: OperationName
  clients: number
  seconds: number
  /** Documents are there from 0 up to this one. */
  stored: number
  /** New documents are numbered from here. */
  firstNew: number
}

/** Times of all that was done, ms. */
export interface Done {
  times: number[]
  elapsedMs: number
}

const [url = ''] = process.argv.slice(2)
const database = openSdk(url)
const requests = new Map<OperationName, Promise<Request>>()

async function clients(task: Task, work: (n: number, client: number) => Promise<boolean>): Promise<Done> {
  let next = task.firstNew
  const { numbers } = OPERATIONS[task.operation]
  const { times, elapsedMs } = await loop(task.clients, task.seconds, async (client) => {
    const n = numbers === 'new' ? next++ : Math.floor(Math.random() * task.stored)
    if (!(await work(n, client))) throw new Error(`${task.operation} ${n}: the answer is wrong`)
  })
  return { times: [...times.list], elapsedMs }
}

/** Queries that look at a large part of all documents, or at all. */
const SCANS = {
  async countOfAState(stored: number): Promise<boolean> {
    const { total } = await (await database).collection(COLLECTION).where({ state: 'paid' }).count()
    return (total ?? 0) >= stored / 4
  },
  async groupByState(stored: number): Promise<boolean> {
    const db = await database
    const $ = db.command.aggregate
    const { data } = (await db
      .collection(COLLECTION)
      .aggregate()
      .group({ _id: '$state', orders: $.sum(1), totalFen: $.sum('$totalFen') })
      .end()) as { data: { orders: number; totalFen: number }[] }
    return data.length === 4 && data.reduce((sum, { orders }) => sum + orders, 0) >= stored
  },
}

export type ScanName = keyof typeof SCANS

const table = {
  /** Through the SDK. */
  async sdk(task: Task): Promise<Done> {
    const db = await database
    const collection = db.collection(COLLECTION)
    return clients(task, (n) => OPERATIONS[task.operation].run(collection, db.command, n))
  },

  /** The same requests without the SDK. */
  async plain(task: Task): Promise<Done> {
    const { operation } = task
    if (!requests.has(operation)) requests.set(operation, recordRequest(operation, url))
    const request = await requests.get(operation)!
    const connections = Array.from({ length: task.clients }, () => new Connection(url))
    const done = await clients(task, async (n, client) =>
      OPERATIONS[operation].answered(await connections[client]!.ask(request(n)), n),
    )
    for (const connection of connections) connection.close()
    return done
  },

  /** Milliseconds that a query over all documents takes through the SDK. */
  async scan(name: ScanName, stored: number): Promise<number> {
    const startedAt = performance.now()
    if (!(await SCANS[name](stored))) throw new Error(`${name}: the answer is wrong`)
    return performance.now() - startedAt
  },

  async stop(): Promise<void> {
    setImmediate(() => process.exit(0))
  },
}

export type Client = typeof table

serve(table)

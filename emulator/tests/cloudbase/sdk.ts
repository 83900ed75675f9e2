import cloudbase from '@cloudbase/node-sdk'
import { startCloudbaseServer, type CloudbaseOptions, type CloudbaseServer } from '../../src/cloudbase'

export type Database = ReturnType<ReturnType<typeof cloudbase.init>['database']>

export type Transaction = Awaited<ReturnType<Database['startTransaction']>>

export interface TestCloud {
  readonly server: CloudbaseServer
  readonly db: Database
  close(): Promise<void>
}

/** A database of its own and the real SDK talking to it. */
export async function startTestCloud(options: Partial<CloudbaseOptions> = {}): Promise<TestCloud> {
  const server = await startCloudbaseServer({ synchronous: 'OFF', ...options })
  return { server, db: connect(server), close: () => server.close() }
}

/** The SDK's database handle for a server. The SDK reads the environment when it sends. */
export function connect(server: Pick<CloudbaseServer, 'env'>): Database {
  Object.assign(process.env, server.env)
  return cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV, timeout: 60_000 }).database()
}

/** What a call throws; fails if it does not throw. */
export async function errorOf(call: Promise<unknown>): Promise<{ code: string; message: string }> {
  try {
    await call
  } catch (error) {
    return error as { code: string; message: string }
  }
  throw new Error('the call was expected to fail')
}

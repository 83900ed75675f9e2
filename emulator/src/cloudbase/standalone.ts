import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClock, type MovableClock } from '../base'
import { createCloudbase, type Cloudbase, type CloudbaseOptions } from './cloudbase'
import { LOCAL_CREDENTIALS } from './credentials'

export interface CloudbaseServer extends Cloudbase {
  readonly url: string
  /** What the SDK's process needs in its environment to talk to this server. */
  readonly env: Record<string, string>
  close(): Promise<void>
}

/** The environment with which `@cloudbase/node-sdk` talks to a local server instead of Tencent's. */
export function sdkEnvironment(url: string, envId = 'local'): Record<string, string> {
  return {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${url}/admin` }),
    TENCENTCLOUD_SECRETID: LOCAL_CREDENTIALS.secretId,
    TENCENTCLOUD_SECRETKEY: LOCAL_CREDENTIALS.secretKey,
    // Otherwise each request first looks for a metadata host, which takes 64 ms off Tencent's network.
    TENCENTCLOUD: 'true',
    TCB_ENV: envId,
  }
}

/** The database half of the emulator on a port of its own, for tests. */
export async function startCloudbaseServer(
  options: Partial<CloudbaseOptions> & { clock?: MovableClock; port?: number } = {},
): Promise<CloudbaseServer> {
  const cloudbase = createCloudbase({ file: ':memory:', clock: createClock(), ...options })
  const server = createServer((req, res) => void cloudbase.handle(req, res))
  // The SDK keeps idle sockets for 4.8 s, and longer when its process stands still: a server which closes first would
  // reset a request under way.
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...cloudbase,
    url,
    env: sdkEnvironment(url),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      cloudbase.close()
    },
  }
}

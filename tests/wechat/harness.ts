import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createWechatClient, type StoredToken, type WechatClient } from '../../cloudfunctions/platform/wechat'
import { createClock, type MovableClock } from '../../emulator/src/base'
import { createWechat, openWechatStore, type Wechat, type WechatOptions } from '../../emulator/src/wechat'
import { NOON } from '../support/noon'

/** Ends what hangs. */
const PATIENCE_MS = 60_000

export const OPENID = 'oBanyan0000000000000000000AA'
export const APPID = 'wx00000000000000aa'
export const SECRET = 'a-secret'

export interface Harness {
  clock: MovableClock
  wechat: Wechat
  client: WechatClient
  /** Another instance of the functions, with the same token store. */
  anotherClient(over?: { secret?: string; timeoutMs?: number }): WechatClient
  tokens: Map<string, StoredToken>
  calls: string[]
  baseUrl: string
  close(): Promise<void>
}

/** The local WeChat on real loopback HTTP with our client in front of it. */
export async function start(options: Partial<WechatOptions> = {}): Promise<Harness> {
  const clock = createClock(0, NOON)
  const store = openWechatStore(':memory:')
  const wechat = createWechat({
    clock,
    store,
    appid: APPID,
    secret: SECRET,
    codeUrl: ({ scene, page }) => `http://192.168.1.5:7800/#/${page}?scene=${encodeURIComponent(scene)}`,
    ...options,
  })
  const calls: string[] = []
  const server = createServer((request: IncomingMessage, response) => {
    request.url = (request.url ?? '').replace(/^\/wechat/, '')
    calls.push(`${request.method} ${request.url.split('?')[0]}`)
    void wechat.handle(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wechat`
  const tokens = new Map<string, StoredToken>()
  const anotherClient = (over: { secret?: string; timeoutMs?: number } = {}) =>
    createWechatClient(
      { appid: APPID, secret: SECRET, baseUrl, timeoutMs: PATIENCE_MS, ...over },
      {
        now: clock.now,
        tokenStore: {
          get: async (appid) => tokens.get(appid) ?? null,
          set: async (appid, token) => void tokens.set(appid, token),
        },
      },
    )
  return {
    clock,
    wechat,
    client: anotherClient(),
    anotherClient,
    tokens,
    calls,
    baseUrl,
    async close() {
      wechat.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      store.close()
    },
  }
}

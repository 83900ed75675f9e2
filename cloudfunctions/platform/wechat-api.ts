import type { Clock } from './clock'
import type { Config } from './config'
import type { Database } from './database'
import type { Outcome, WechatApi } from './ports'
import { createWechatClient, type Result, type TokenStore } from './wechat'

const LOGISTICS = { express: 'express', city: 'local', pickup: 'pickup', none: 'virtual' } as const
/** Received, or what comes after it. */
const RECEIVED: ReadonlySet<string> = new Set(['received', 'to_settle', 'completed'])

/** WeChat's server APIs in the domain's words (`WechatApi`). */
export function createWechatApi(
  config: Pick<Config, 'appId' | 'appSecret' | 'wechatApiBaseUrl' | 'envVersion' | 'callTimeoutMs'>,
  clock: Clock,
  db: Database,
): WechatApi {
  const client = createWechatClient(
    {
      appid: config.appId,
      secret: config.appSecret,
      baseUrl: config.wechatApiBaseUrl,
      envVersion: config.envVersion,
      timeoutMs: config.callTimeoutMs,
    },
    { now: () => clock.now(), tokenStore: tokensIn(db) },
  )
  return {
    envVersion: config.envVersion,
    miniProgramCode: async (request) => outcome<Uint8Array>(await client.miniProgramCode(request)),
    sendSubscribeMessage: async (request) => outcome(await client.sendSubscribeMessage(request)),
    openCard: async (request) => cardOutcome(await client.openCard(request)),
    changeCard: async ({ shipped, ...card }) =>
      cardOutcome(await client.changeCard(card, shipped === 'wholly' ? 'shipped' : 'partly_shipped')),
    async uploadShippingInfo({ transactionId, openid, way, ...parcel }) {
      const logistics = LOGISTICS[way]
      return outcome(
        await client.uploadShippingInfo({ order: { transactionId }, openid, logistics, parcels: [parcel] }),
      )
    },
    async receiptState(transactionId) {
      const result = await client.getOrder({ transactionId })
      if (result.kind !== 'ok') return outcome(result)
      return { kind: 'ok', value: RECEIVED.has(result.value.state) ? 'received' : 'open' }
    },
    checkText: async ({ openid, text, where }) =>
      outcome(await client.checkText({ openid, text, scene: where === 'profile' ? 1 : 2 })),
    checkPicture: async ({ openid, address }) =>
      outcome(await client.checkPicture({ openid, address, scene: 1 })),
    couriers: async () => outcome(await client.couriers()),
    async tradeStanding() {
      const managed = await client.isTradeManaged()
      if (managed.kind !== 'ok') return outcome(managed)
      if (!managed.value) return { kind: 'ok', value: 'unopened' }
      const confirmed = await client.isTradeConfirmed()
      if (confirmed.kind !== 'ok') return outcome(confirmed)
      return { kind: 'ok', value: confirmed.value ? 'open' : 'unconfirmed' }
    },
  }
}

/** The APIs made when the first call needs them: a function that calls none does not get the secret. */
export function wechatWhenNeeded(envVersion: WechatApi['envVersion'], make: () => WechatApi): WechatApi {
  let made: WechatApi | undefined
  const api = () => (made ??= make())
  return {
    envVersion,
    miniProgramCode: async (request) => api().miniProgramCode(request),
    sendSubscribeMessage: async (request) => api().sendSubscribeMessage(request),
    openCard: async (request) => api().openCard(request),
    changeCard: async (request) => api().changeCard(request),
    uploadShippingInfo: async (request) => api().uploadShippingInfo(request),
    receiptState: async (transactionId) => api().receiptState(transactionId),
    couriers: async () => api().couriers(),
    tradeStanding: async () => api().tradeStanding(),
    checkText: async (request) => api().checkText(request),
    checkPicture: async (request) => api().checkPicture(request),
  }
}

/** Instances share the access_token through collection `tokens`, `_id` = appid. */
function tokensIn(db: Database): TokenStore {
  return {
    async get(appid) {
      const found = await db.get('tokens', appid)
      return found && { token: found.token, expiresAt: found.expiresAt }
    },
    async set(appid, { token, expiresAt }) {
      const changed = await db.change('tokens', { _id: appid }, { token, expiresAt })
      if (changed === 0) await db.insert('tokens', { _id: appid, token, expiresAt })
    },
  }
}

function outcome<Value>(result: Result<Value>): Outcome<Value> {
  if (result.kind === 'ok') return result
  if (result.kind === 'unknown') return { kind: 'unknown', cause: `${result.cause}: ${result.detail}` }
  const { code, message, final } = result
  return { kind: 'rejected', code, message, final }
}

/** A card is a courtesy: what a person would have to mend first is not waited for. */
function cardOutcome(result: Result<null>): Outcome<null> {
  if (result.kind !== 'rejected') return outcome(result)
  const { code, message, remedy } = result
  return { kind: 'rejected', code, message, final: remedy !== 'retry' }
}

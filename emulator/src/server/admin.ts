import { ServerResponse, type IncomingMessage } from 'node:http'
import { readBody, sendJson } from '../base'
import { DatabaseError, type Cloudbase } from '../cloudbase'
import { copyOf, passGate, type AnswerFault, type Faults } from '../faults'
import { invokeFunction, type Runner } from '../functions'
import type { Storage } from '../storage'
import { signWatch } from './watch'

const LIMIT_BYTES = 8 * 1024 * 1024
/** More than the database takes: it refuses what is too large in its own words. */
const DATABASE_LIMIT_BYTES = 64 * 1024 * 1024

/**
 * CloudBase's API for the SDK, `POST /admin`. The database answers by itself and sees most requests, so a look at
 * the beginning of the body decides: the SDK writes the action first.
 */
export function createAdmin(parts: {
  cloudbase: Cloudbase
  storage: Storage
  runner: Runner | undefined
  faults: Faults
  /** The server's address. */
  url: string
  envId: string
}) {
  const { cloudbase, storage, runner, faults, url, envId } = parts
  let requests = 0

  async function perform(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const action = await peekAction(request)
    if (!/^(storage|functions|auth)\./.test(action)) return cloudbase.handle(request, response)
    const requestId = `local-s${(++requests).toString(36)}`
    const asked = objectOf(await readBody(request, LIMIT_BYTES))
    const answer = asked
      ? await answerTo(request, action, asked)
      : { code: 'INVALID_PARAM', message: 'the request is not a JSON object' }
    sendJson(response, 200, { requestId, ...answer })
  }

  async function answerTo(
    request: IncomingMessage,
    action: string,
    asked: Record<string, unknown>,
  ): Promise<object> {
    try {
      cloudbase.checkSignature(request, asked)
    } catch (error) {
      if (error instanceof DatabaseError) return { code: error.code, message: error.message }
      throw error
    }
    if (action.startsWith('storage.')) return storage.perform(asked)
    if (action === 'functions.invokeFunction') return invokeFunction(runner, asked)
    if (action === 'auth.wsWebSign') return signWatch(url, envId)
    return { code: 'INVALID_ACTION', message: `unknown action: ${action}` }
  }

  /** The SDK's failures, as CloudBase words them: https://docs.cloudbase.net/error-code/basic */
  async function performDatabase(
    request: IncomingMessage,
    response: ServerResponse,
    fault?: AnswerFault,
  ): Promise<void> {
    if (!fault) return cloudbase.handle(request, response)
    if (fault === 'system_error_after') await cloudbase.handle(request, new ServerResponse(request))
    sendJson(response, 200, { requestId: `local-f${(++requests).toString(36)}`, ...FAULT_ANSWERS[fault] })
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const instance = /[?&]instance=([^&]+)/.exec(request.url ?? '')?.[1]
    // The demo's and the tests' own look at the database never goes wrong.
    if (!instance || !runner) return perform(request, response)
    const caller = runner.caller(instance)
    if (!caller) return void response.destroy()
    caller.countOperation()
    if (!faults.armed) return perform(request, response)
    const body = await readBody(request, DATABASE_LIMIT_BYTES)
    const at = placeOf(body)
    const copy = copyOf(request, body)
    if (!at) return perform(copy, response)
    return passGate(faults, { at, request: copy, response, caller, perform: performDatabase })
  }
}

const FAULT_ANSWERS: Partial<Record<AnswerFault, { code: string; message: string }>> = {
  rate_limit: { code: 'EXCEED_CONCURRENT_REQUEST_LIMIT', message: 'concurrent request limit exceeded' },
  system_error: { code: 'SYS_ERR', message: 'system error' },
  system_error_after: { code: 'SERVER_TIMEOUT', message: 'service response timeout' },
}

/** What a fault plan calls a request: `database.modifyDocument.orders`; undefined when it is not the database's. */
function placeOf(body: Buffer): string | undefined {
  try {
    const { action, collectionName } = JSON.parse(body.toString('utf8')) as Record<string, unknown>
    if (typeof action !== 'string' || !action.startsWith('database.')) return undefined
    return typeof collectionName === 'string' ? `${action}.${collectionName}` : action
  } catch {
    return undefined
  }
}

function objectOf(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** The action that a request asks for; its body can still be read from the beginning. */
async function peekAction(request: IncomingMessage): Promise<string> {
  const first = await new Promise<Buffer | null>((resolve) => {
    const look = () => {
      request.off('readable', look).off('close', look)
      resolve(request.read() as Buffer | null)
    }
    request.on('readable', look).on('close', look)
  })
  if (!first) return ''
  request.unshift(first)
  return /^\s*\{\s*"action"\s*:\s*"([\w.]+)"/.exec(first.toString('latin1', 0, 200))?.[1] ?? ''
}

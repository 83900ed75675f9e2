import { ServerResponse, type IncomingMessage } from 'node:http'
import type { Cloudbase } from '../cloudbase'
import type { Runner } from '../functions/runner'
import type { Storage } from '../storage'
import { readBody, sendJson } from './http'

const LIMIT_BYTES = 8 * 1024 * 1024

/**
 * CloudBase's API for the SDK, `POST /admin`. The database answers by itself and sees most requests, so a look at
 * the beginning of the body decides: the SDK writes the action first.
 */
export function createAdmin(parts: { cloudbase: Cloudbase; storage: Storage; runner: Runner | undefined }) {
  const { cloudbase, storage, runner } = parts
  let requests = 0

  async function perform(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const action = await peekAction(request)
    if (!/^(storage|functions)\./.test(action)) return cloudbase.handle(request, response)
    const requestId = `local-s${(++requests).toString(36)}`
    const asked = JSON.parse((await readBody(request, LIMIT_BYTES)).toString('utf8')) as Record<
      string,
      unknown
    >
    const answer = action.startsWith('storage.') ? await storage.perform(asked) : await invokeFunction(asked)
    sendJson(response, 200, { requestId, ...answer })
  }

  async function invokeFunction(asked: Record<string, unknown>): Promise<object> {
    if (!runner) return { code: 'FUNCTIONS_NOT_FOUND', message: 'no functions here' }
    const data = asked['request_data']
    const invoked = await runner.invoke(
      String(asked['function_name']),
      typeof data === 'string' ? data : JSON.stringify(data ?? {}),
    )
    if (invoked.ok) return { data: { response_data: invoked.text } }
    const code = invoked.code === 'UNKNOWN_FUNCTION' ? 'FUNCTIONS_NOT_FOUND' : 'FUNCTIONS_EXECUTE_FAIL'
    return { code, message: `${invoked.code} ${invoked.message}` }
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const instance = /[?&]instance=([^&]+)/.exec(request.url ?? '')?.[1]
    const fate = instance && runner ? runner.countOperation(instance) : 'lives'
    if (fate === 'lives') return perform(request, response)
    if (fate === 'dies' && instance && runner) {
      // Performed, but its answer goes nowhere.
      await perform(request, new ServerResponse(request))
      runner.kill(instance)
    }
    response.destroy()
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

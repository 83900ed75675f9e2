import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { AnswerFault } from './names'
import type { Faults } from './plan'

/** The function instance that a request comes from. */
export interface Caller {
  kill(): void
  /** Runs `work` when its present invocation has ended, before the invocation's outcome is told. */
  afterwards(work: () => Promise<void>): void
}

export interface Passing {
  /** What is asked for, such as `wechatpay.prepay`. */
  at: string
  request: IncomingMessage
  response: ServerResponse
  /** Absent when it is no function instance that asks. */
  caller?: Caller
  /** Does what is asked for and answers; resolves when all that it did is durable. */
  perform(request: IncomingMessage, response: ServerResponse, fault?: AnswerFault): Promise<void>
}

/** Lets a request in, or lets it go wrong as planned. */
export async function passGate(faults: Faults, passing: Passing): Promise<void> {
  const { at, request, response, caller, perform } = passing
  const fault = faults.meet(at)
  // Performed, but its answer goes nowhere.
  const unheard = (asked = request) => perform(asked, new ServerResponse(asked))
  switch (fault) {
    case undefined:
      return perform(request, response)
    case 'refuse':
    case 'kill_before':
      if (fault === 'kill_before') caller?.kill()
      return void response.destroy()
    case 'lose':
    case 'kill_after':
      await unheard()
      if (fault === 'kill_after') caller?.kill()
      return void response.destroy()
    case 'stall':
      await unheard()
      return holdUntilGivenUp(faults, passing, async () => {})
    case 'delay': {
      const copy = await copies(request)
      return holdUntilGivenUp(faults, passing, () => unheard(copy()))
    }
    case 'twice': {
      const copy = await copies(request)
      await unheard(copy())
      return perform(copy(), response)
    }
    case 'crash_before':
      return crash()
    case 'crash_after':
      await unheard()
      return crash()
    case 'late':
      throw new Error('only notifications come late')
    default:
      return perform(request, response, fault)
  }
}

/**
 * Keeps the connection open. The SDK of the database gives up without closing its connection, so the end of the
 * caller's invocation tells that it has; whoever calls from outside a function closes.
 */
function holdUntilGivenUp(faults: Faults, { response, caller }: Passing, finish: () => Promise<void>): void {
  const once = faults.hold(async () => {
    await finish()
    response.destroy()
  })
  if (caller) caller.afterwards(once)
  else if (response.closed) void once()
  else response.once('close', () => void once())
}

/** Ends this process at once; nothing of it runs any more, and what it wrote stays written. */
export function crash(): Promise<never> {
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => {})
}

/** Reads a request and gives as many of the same as are asked for. */
async function copies(request: IncomingMessage): Promise<() => IncomingMessage> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return () => copyOf(request, Buffer.concat(parts))
}

/** A request like `request`, with a body that can be read from the beginning. */
export function copyOf(request: IncomingMessage, body: Buffer): IncomingMessage {
  const copy = new IncomingMessage(new Socket())
  Object.assign(copy, { method: request.method, url: request.url, httpVersion: request.httpVersion })
  copy.headers = request.headers
  if (body.length > 0) copy.push(body)
  copy.push(null)
  return copy
}

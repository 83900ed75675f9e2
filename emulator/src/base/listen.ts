import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { assertLocal } from './guard'
import { HttpError, isBrokenOff, sendJson } from './http'
import { StartError } from './start-error'

/** Takes over the connection of a request to speak another protocol. */
export type Upgrader = (request: IncomingMessage, socket: Duplex) => void

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export interface Listening {
  port: number
  url: string
  /** From now on this answers; before, everything is told to wait. */
  answerWith(handler: Handler, upgrader?: Upgrader): void
  close(): Promise<void>
}

/** How long a client may take to send a request, in ms of real time: its headers, and all of it. */
export interface Patience {
  headersMs: number
  requestMs: number
}

const PATIENCE: Patience = { headersMs: 10_000, requestMs: 60_000 }

/**
 * Listens on this machine only. Port 0 takes a free one. What is no HTTP is answered 400, headers beyond 16 KB 431, and
 * who sends too slowly 408; a client which breaks off is forgotten.
 * @throws StartError when the port is taken
 */
export async function listen(port: number, { headersMs, requestMs } = PATIENCE): Promise<Listening> {
  let handler: Handler = async () => {
    throw new HttpError(503, 'starting')
  }
  const patience = {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: headersMs / 2,
  }
  const server: Server = createServer(patience, (request, response) => {
    handler(request, response).catch((error: unknown) => refuse(response, error))
  })
  // The SDK keeps idle sockets for 4.8 s: a server that closes first would reset a request under way.
  server.keepAliveTimeout = 65_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new StartError('PORT_IN_USE', String(port)) : error)
    })
    server.listen({ port, host: '127.0.0.1', backlog: 2048 }, resolve)
  })
  const bound = (server.address() as AddressInfo).port
  return {
    port: bound,
    url: `http://127.0.0.1:${bound}`,
    answerWith(next, upgrader) {
      handler = next
      if (upgrader) server.on('upgrade', guardedBy(upgrader))
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A foreign page's WebSocket is cut off. */
function guardedBy(upgrader: Upgrader): Upgrader {
  return (request, socket) => {
    socket.on('error', () => socket.destroy())
    try {
      assertLocal(request)
    } catch {
      return void socket.destroy()
    }
    upgrader(request, socket)
  }
}

function refuse(response: ServerResponse, error: unknown): void {
  if (isBrokenOff(error)) return
  if (error instanceof HttpError) return sendJson(response, error.status, { message: error.message })
  console.error(error)
  sendJson(response, 500, { message: 'the emulator failed; its console says how' })
}

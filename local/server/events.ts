import type { ServerResponse } from 'node:http'

/** What the stage hears about: something of this kind has changed, ask for it. */
export type LocalEvent = 'clock' | 'chat' | 'state' | 'code' | 'show' | 'faults'

export interface EventHub {
  /** Answers a request with a stream of server-sent events. */
  subscribe(response: ServerResponse): void
  /** Tells all; the same kind within a moment is told once. */
  tell(kind: LocalEvent, data?: unknown): void
  close(): void
}

const GATHER_MS = 120

export function createEventHub(): EventHub {
  const listeners = new Set<ServerResponse>()
  const due = new Map<LocalEvent, unknown>()
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    timer = undefined
    for (const [kind, data] of due) {
      const text = `event: ${kind}\ndata: ${JSON.stringify(data ?? null)}\n\n`
      for (const response of listeners) response.write(text)
    }
    due.clear()
  }

  return {
    subscribe(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      response.write('retry: 1000\n\n')
      listeners.add(response)
      response.once('close', () => listeners.delete(response))
    },
    tell(kind, data) {
      if (listeners.size === 0) return
      // Two of a kind become one that says nothing of its cause.
      due.set(kind, due.has(kind) ? null : data)
      timer ??= setTimeout(flush, GATHER_MS)
      timer.unref()
    },
    close() {
      clearTimeout(timer)
      for (const response of listeners) response.end()
      listeners.clear()
    },
  }
}

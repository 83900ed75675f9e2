import { Agent, request } from 'node:http'
import type { CallName, Envelope, InputOf, OutputOf } from '@shared/contract'
import type { PayParams } from '@shared/contract/payment/schema'

/** Phones as the local cloud sees them: HTTP with a connection each, kept alive. */
export interface Phones {
  /** One call; whatever the mall answers. */
  ask<N extends CallName>(who: string, name: N, input: InputOf<N>): Promise<Envelope<OutputOf<N>>>
  /** The same, of which nothing but success is expected. */
  call<N extends CallName>(who: string, name: N, input: InputOf<N>): Promise<OutputOf<N>>
  /** Confirms on WeChat's payment sheet. */
  confirm(who: string, params: PayParams): Promise<void>
  close(): void
}

export function createPhones(url: string): Phones {
  const { hostname, port } = new URL(url)
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity, maxFreeSockets: Infinity })

  function post(path: string, body: unknown): Promise<unknown> {
    const text = JSON.stringify(body)
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          agent,
          hostname,
          port,
          path,
          method: 'POST',
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
        },
        (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('error', reject)
          response.on('end', () => {
            try {
              resolve(JSON.parse(Buffer.concat(parts).toString('utf8')))
            } catch (error) {
              reject(error as Error)
            }
          })
        },
      )
      sent.on('error', reject)
      sent.end(text)
    })
  }

  const ask = <N extends CallName>(who: string, name: N, input: InputOf<N>) => {
    const [fn, path] = name.split('/')
    return post(`/phone/${who}/api/${fn}`, { path, input }) as Promise<Envelope<OutputOf<N>>>
  }
  return {
    ask,
    async call(who, name, input) {
      const answer = await ask(who, name, input)
      if (answer.ok) return answer.data
      throw new Error(`${who} ${name}: ${answer.error.code} ${answer.error.message}`)
    },
    async confirm(who, params) {
      const paid = (await post('/local/cashier/pay', { who, params })) as {
        result?: string
        message?: string
      }
      if (paid.result !== 'ok') throw new Error(`${who} pays: ${paid.message}`)
    },
    close: () => agent.destroy(),
  }
}

import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import path from 'node:path'
import tls from 'node:tls'
import selfsigned from 'selfsigned'
import { LOCAL_CREDENTIALS, signRequest } from '../../../emulator/src/cloudbase'

/** A request that a deployment tool sent to Tencent Cloud's API. */
export interface CloudRequest {
  host: string
  action: string
  /** Whose key signed it. */
  secretId?: string
  body: Record<string, unknown>
}

/** What an action returns: an `Error` in it is an API error; nothing: the connection breaks. */
type Answer = (request: CloudRequest) => Record<string, unknown> | undefined

export interface Elsewhere {
  /** The address of a local CloudBase's database, to which the SDK's requests go. */
  database?: string
  /** Answers what is asked of the environment's own domains, which are HTTP access. */
  site?: (path: string, body: string) => Promise<{ status: number; body: string }>
}

/**
 * Stands in for Tencent Cloud's API behind an HTTPS proxy with a certificate of its own, so that the real tools
 * send their real requests.
 */
export async function startTencentCloud(folder: string, answer: Answer, { database, site }: Elsewhere = {}) {
  const names = [
    '*.tencentcloudapi.com',
    '*.tcb-api.tencentcloudapi.com',
    '*.myqcloud.com',
    '*.tcloudbase.com',
    '*.ap-shanghai.app.tcloudbase.com',
    'pay.example.com',
  ]
  const pem = selfsigned.generate([{ name: 'commonName', value: 'test' }], {
    keySize: 2048,
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) },
    ],
  })
  const caFile = path.join(folder, 'ca.pem')
  fs.writeFileSync(caFile, pem.cert)

  const requests: CloudRequest[] = []
  const nothing = () => Promise.resolve({ status: 404, body: 'not found' })
  const api = http.createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      const request: CloudRequest = {
        host: req.headers.host ?? '',
        action: String(req.headers['x-tc-action'] ?? `${req.method} ${req.url}`),
        secretId: /Credential=([^/]+)\//.exec(String(req.headers.authorization))?.[1],
        body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {},
      }
      requests.push(request)
      if (database !== undefined && request.host.includes('tcb-api.')) {
        // Under another address it is signed anew, by who is known there.
        const headers = signRequest(LOCAL_CREDENTIALS, database, request.body)
        void fetch(database, { method: 'POST', body: text, headers })
          .then(async (answered) => res.end(await answered.text()))
          .catch(() => res.destroy())
        return
      }
      if (!/tencentcloudapi|myqcloud/.test(request.host)) {
        void (site ?? nothing)(req.url ?? '/', text)
          .then(({ status, body }) => res.writeHead(status).end(body))
          .catch(() => res.destroy())
        return
      }
      const answered = answer(request)
      if (!answered) return void res.destroy()
      res.setHeader('content-type', 'application/json')
      res.end(JSON.stringify({ Response: { RequestId: 'r', ...answered } }))
    })
  })
  const sockets = new Set<Socket>()
  // Made once: reading a key anew for each connection is a third of what a test costs.
  const secureContext = tls.createSecureContext({ key: pem.private, cert: pem.cert })
  const proxy = http.createServer((_, res) => res.writeHead(502).end())
  proxy.on('connect', (req: http.IncomingMessage, socket: Socket) => {
    sockets.add(socket)
    // Small pieces to and fro: each would wait for the other side's delayed acknowledgement.
    socket.setNoDelay(true)
    // What is not Tencent Cloud's API (usage statistics of the tools) gets no connection.
    if (!/\.(tencentcloudapi|myqcloud|tcloudbase|example)\.com:443$/.test(req.url ?? '')) {
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
      return
    }
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    const secure = new tls.TLSSocket(socket, { isServer: true, secureContext })
    secure.on('error', () => socket.destroy())
    api.emit('connection', secure)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`

  return {
    requests,
    /** What a child process needs in its environment to end up here. */
    env: {
      HTTPS_PROXY: url,
      https_proxy: url,
      HTTP_PROXY: url,
      http_proxy: url,
      NODE_EXTRA_CA_CERTS: caFile,
      HOME: folder,
      USERPROFILE: folder,
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => proxy.close(resolve))
    },
  }
}

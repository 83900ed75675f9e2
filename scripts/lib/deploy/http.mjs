import http from 'node:http'
import https from 'node:https'
import tls from 'node:tls'

const TIMEOUT_MS = 15_000

/**
 * One POST, through the proxy if there is one. @returns status and body
 * @throws what the network says
 */
export async function post(url, body, proxy) {
  const target = new URL(url)
  const socket = proxy ? await tunnel(target, new URL(proxy)) : undefined
  return new Promise((resolve, reject) => {
    const request = (target.protocol === 'http:' ? http : https).request(target, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
      timeout: TIMEOUT_MS,
      ...(socket
        ? { createConnection: () => tls.connect({ socket, servername: target.hostname }) }
        : { agent: false }),
    })
    request.on('timeout', () => request.destroy(new Error('no answer in time')))
    request.on('error', reject)
    request.on('response', (response) => {
      const chunks = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString() }),
      )
    })
    request.end(body)
  })
}

function tunnel({ hostname, port }, proxy) {
  const host = `${hostname}:${port || 443}`
  return new Promise((resolve, reject) => {
    const request = http.request({
      host: proxy.hostname,
      port: proxy.port || 80,
      method: 'CONNECT',
      path: host,
      headers: { Host: host },
      timeout: TIMEOUT_MS,
    })
    request.on('timeout', () => request.destroy(new Error('no answer in time')))
    request.on('error', reject)
    request.on('connect', ({ statusCode }, socket) =>
      statusCode === 200 ? resolve(socket) : reject(new Error(`the proxy answers ${statusCode}`)),
    )
    request.end()
  })
}

import { createHmac, timingSafeEqual } from 'node:crypto'
import { randomBytes } from '../random'

/** Signs what may be done with a path until an instant; of an upload, under which headers. */
export interface Signer {
  sign(purpose: 'read' | 'write', path: string, until: number, headers?: string): string
  holds(purpose: 'read' | 'write', path: string, until: number, signature: string, headers?: string): boolean
}

export function createSigner(secret: Buffer = randomBytes(32)): Signer {
  const sign = (purpose: string, path: string, until: number, headers = '') =>
    createHmac('sha256', secret)
      .update(JSON.stringify([purpose, path, until, headers]))
      .digest('hex')
  return {
    sign,
    holds(purpose, path, until, signature, headers) {
      const expected = Buffer.from(sign(purpose, path, until, headers))
      const given = Buffer.from(signature)
      return expected.length === given.length && timingSafeEqual(expected, given)
    },
  }
}

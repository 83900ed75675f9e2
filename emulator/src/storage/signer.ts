import { createHmac, timingSafeEqual } from 'node:crypto'
import { randomBytes } from '../random'

/** Signs what may be done with a path until an instant. */
export interface Signer {
  sign(purpose: 'read' | 'write', path: string, until: number): string
  holds(purpose: 'read' | 'write', path: string, until: number, signature: string): boolean
}

export function createSigner(secret: Buffer = randomBytes(32)): Signer {
  const sign = (purpose: string, path: string, until: number) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([purpose, path, until]))
      .digest('hex')
  return {
    sign,
    holds(purpose, path, until, signature) {
      const expected = Buffer.from(sign(purpose, path, until))
      const given = Buffer.from(signature)
      return expected.length === given.length && timingSafeEqual(expected, given)
    },
  }
}

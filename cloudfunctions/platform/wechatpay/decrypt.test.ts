import { createCipheriv } from 'node:crypto'
import fc from 'fast-check'
import { openResource } from './decrypt'

const KEY = '0123456789abcdef0123456789abcdef'

function seal(plaintext: string, associatedData: string, nonce: string): Buffer {
  const cipher = createCipheriv('aes-256-gcm', KEY, nonce)
  cipher.setAAD(Buffer.from(associatedData))
  return Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

const sealed = fc
  .record({
    plaintext: fc.string({ unit: 'grapheme', maxLength: 200 }),
    associatedData: fc.string({ unit: 'grapheme', maxLength: 16 }),
    nonce: fc.stringMatching(/^[0-9a-f]{12}$/),
  })
  .map((parts) => ({ ...parts, bytes: seal(parts.plaintext, parts.associatedData, parts.nonce) }))

describe('openResource', () => {
  test('opens what was sealed', () => {
    fc.assert(
      fc.property(sealed, ({ plaintext, associatedData, nonce, bytes }) => {
        const opened = openResource({ ciphertext: bytes.toString('base64'), associatedData, nonce }, KEY)
        expect(opened).toBe(Buffer.from(plaintext).toString())
      }),
    )
  })

  test('any changed bit, anywhere, and it stays closed', () => {
    fc.assert(
      fc.property(sealed, fc.nat(), fc.integer({ min: 0, max: 7 }), (one, position, bit) => {
        const bytes = Buffer.from(one.bytes)
        const index = position % bytes.length
        bytes[index] = (bytes[index] ?? 0) ^ (1 << bit)
        expect(openResource({ ...one, ciphertext: bytes.toString('base64') }, KEY)).toBeUndefined()
      }),
    )
  })

  test('cut short, extended, other associated data, nonce or key: it stays closed', () => {
    fc.assert(
      fc.property(sealed, fc.integer({ min: 1, max: 40 }), (one, count) => {
        const closed = (
          change: Partial<{ ciphertext: string; associatedData: string; nonce: string }>,
          key = KEY,
        ) =>
          expect(
            openResource({ ...one, ciphertext: one.bytes.toString('base64'), ...change }, key),
          ).toBeUndefined()
        closed({
          ciphertext: one.bytes.subarray(0, Math.max(0, one.bytes.length - count)).toString('base64'),
        })
        closed({ ciphertext: Buffer.concat([one.bytes, Buffer.alloc(count)]).toString('base64') })
        closed({ associatedData: one.associatedData + 'x' })
        closed({ nonce: one.nonce.replace(/.$/, (last) => (last === '0' ? '1' : '0')) })
        closed({ nonce: '' })
        closed({}, KEY.replace('0', '1'))
      }),
    )
  })
})

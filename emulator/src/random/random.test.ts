import { createPrivateKey } from 'node:crypto'
import { fixedKey, randomBytes, randomInt, randomUUID, seedForAnother, seedRandom, TEST_KEYS } from './index'

const draw = () => [randomBytes(70).toString('hex'), randomInt(1_000_000), randomUUID(), seedForAnother()]

test('everything follows from the seed, and without one from the system', () => {
  seedRandom('a')
  const first = draw()
  expect(first[2]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  const second = draw()
  seedRandom('a')
  expect([draw(), draw()]).toEqual([first, second])
  expect(second).not.toEqual(first)
  seedRandom('b')
  expect(draw()).not.toEqual(first)
  seedRandom(undefined)
  expect(draw().slice(0, 3)).not.toEqual(draw().slice(0, 3))
  expect([seedForAnother(), fixedKey('merchant')]).toEqual([undefined, undefined])
})

test('whole numbers are below their bound, each as often', () => {
  seedRandom('a')
  const counts = new Map<number, number>()
  for (let i = 0; i < 3_000; i++) {
    const drawn = randomInt(3)
    counts.set(drawn, (counts.get(drawn) ?? 0) + 1)
  }
  expect([...counts.keys()].sort()).toEqual([0, 1, 2])
  for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150)
})

test('under a seed each purpose has a key of its own, of 2,048 bits', () => {
  seedRandom('a')
  expect(new Set(Object.values(TEST_KEYS)).size).toBe(Object.keys(TEST_KEYS).length)
  for (const [purpose, pem] of Object.entries(TEST_KEYS)) {
    expect(fixedKey(purpose)).toBe(pem)
    expect(createPrivateKey(pem).asymmetricKeyDetails).toMatchObject({ modulusLength: 2048 })
  }
  expect(fixedKey('certificate-77')).toBeUndefined()
})

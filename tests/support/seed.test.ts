import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { randomBytes, randomInt, repeatedBy, SEED, sow } from './seed'

const root = resolve(__dirname, '../..')

const draw = () => [randomBytes(40).toString('hex'), randomInt(2 ** 32), Math.random()]

test('the same seed gives the same values, another one others', () => {
  sow(7)
  const first = [draw(), draw()]
  sow(7)
  expect([draw(), draw()]).toEqual(first)
  expect(first[0]).not.toEqual(first[1])
  sow(8)
  expect(draw()).not.toEqual(first[0])
})

test('fast-check goes by it, too', () => {
  expect(fc.readConfigureGlobal()?.seed).toBe(SEED)
  expect(fc.sample(fc.nat(), 5)).toEqual(
    fc.sample(fc.nat(), { seed: fc.readConfigureGlobal()?.seed, numRuns: 5 }),
  )
})

/** What the fixture says when it fails, in a run of its own. */
function failure(seed: number): Promise<string[]> {
  const config = {
    rootDir: root,
    testMatch: ['<rootDir>/tests/support/fixtures/fails.ts'],
    setupFilesAfterEnv: ['<rootDir>/tests/support/seeded.ts'],
    transform: {
      '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
    },
    haste: { enableSymlinks: false },
    modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/', '<rootDir>/.cache/'],
  }
  const args = [join(root, 'node_modules/jest/bin/jest.js'), '--json', '--config', JSON.stringify(config)]
  return new Promise((done, broken) => {
    execFile(
      process.execPath,
      args,
      { cwd: root, env: { ...process.env, SEED: String(seed) } },
      (_error, stdout, stderr) => {
        try {
          const { testResults } = JSON.parse(stdout) as {
            testResults: { assertionResults: { failureMessages: string[] }[] }[]
          }
          done(testResults.flatMap((file) => file.assertionResults.flatMap((one) => one.failureMessages)))
        } catch {
          broken(new Error(stdout + stderr))
        }
      },
    )
  })
}

test('a failure prints its seed, and the seed repeats it to the last value', async () => {
  const [first, again, other] = await Promise.all([failure(20_261_121), failure(20_261_121), failure(-7)])
  expect(first).toHaveLength(2)
  expect(first?.[0]).toContain('drawn: ')
  expect(first?.[1]).toBe(repeatedBy(20_261_121))
  expect(again).toEqual(first)
  expect(other?.[1]).toBe(repeatedBy(-7))
  expect(other?.[0]).not.toBe(first?.[0])
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readManifest } from '../../src/functions'

/** A `cloudbaserc.json` as the deployment reads it, and in a sentence what is wrong with one. */
const folder = mkdtempSync(join(tmpdir(), 'manifest-'))
const file = join(folder, 'cloudbaserc.json')
afterAll(() => rmSync(folder, { recursive: true }))

const read = (content: unknown) => {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return readManifest(file)
}

test('functions with what is said of them, and CloudBase’s defaults', () => {
  process.env['REGION'] = 'ap-shanghai'
  const timer = { name: 'night', type: 'timer', config: '0 0 2 * * * *' }
  expect(
    read({
      functionRoot: 'dist/{{env.REGION}}',
      functions: [
        { name: 'plain' },
        { name: 'hook', handler: 'app.run', timeout: 10, memorySize: 512, path: '/hook' },
        {
          name: 'night',
          triggers: [timer],
          envVariables: { REGION: '{{ env.REGION }}', N: 1, GONE: '{{env.NO}}' },
        },
      ],
    }),
  ).toMatchObject({
    functionRoot: 'dist/ap-shanghai',
    functions: [
      { name: 'plain', handler: 'index.main', timeoutMs: 3_000, memoryMb: 256, http: false, triggers: [] },
      { name: 'hook', handler: 'app.run', timeoutMs: 10_000, memoryMb: 512, http: true },
      {
        name: 'night',
        triggers: [{ name: 'night', cron: timer.config }],
        env: { REGION: 'ap-shanghai', N: '1', GONE: '' },
      },
    ],
  })
})

const one = (entry: object) => ({ functions: [{ name: 'a', ...entry }] })
test.each<[string, unknown]>([
  ['cannot be read', 'not JSON'],
  ['has no list of functions', {}],
  ['has no name', { functions: [{}] }],
  ['has no name', { functions: [{ name: '../a' }] }],
  ['only Event functions run here', one({ type: 'HTTP' })],
  ['must be <file>.<export>', one({ handler: '../index.main' })],
  ['the timeout of a must be a number', one({ timeout: '20' })],
  ['a trigger of a must be', one({ triggers: [{ name: 't', type: 'cos', config: '' }] })],
  [
    'a trigger of a cannot be read: cron * * * * *',
    one({ triggers: [{ name: 't', type: 'timer', config: '* * * * *' }] }),
  ],
])('%s', (sentence, content) => {
  expect(() => read(content)).toThrow(sentence)
})

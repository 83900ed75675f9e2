import { join } from 'node:path'
import { createClock } from '../../src/base'
import { createRunner } from '../../src/functions'
import { seedRandom } from '../../src/random'

/** What two instances of a function draw, one after the other. */
async function drawn(seed: string | undefined): Promise<string[]> {
  seedRandom(seed)
  const runner = createRunner({
    clock: createClock(),
    specs: [{ name: 'probe', timeoutMs: 20_000, memoryMb: 128, triggers: [] }],
    functionsDir: join(__dirname, 'fixtures'),
    env: {},
    adminUrl: 'http://127.0.0.1:1/admin',
    appid: 'wxapp',
    envId: 'test',
  })
  const texts: string[] = []
  for (let instance = 0; instance < 2; instance++) {
    const invoked = await runner.invoke('probe', { do: 'draw' })
    texts.push(invoked.ok ? invoked.text : invoked.code)
    runner.renew()
  }
  await runner.close()
  return texts
}

test('with a seed a function draws the same again, and two instances do not draw alike', async () => {
  const first = await drawn('a')
  expect(JSON.parse(first[0] ?? '')).toMatchObject({
    bytes: expect.stringMatching(/^[0-9a-f]{80}$/) as string,
    uuid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/) as string,
  })
  expect(first[1]).not.toBe(first[0])
  expect(await drawn('a')).toEqual(first)
  expect(await drawn('b')).not.toEqual(first)
})

test('without one it draws from the system', async () => {
  expect(await drawn(undefined)).not.toEqual(await drawn(undefined))
})

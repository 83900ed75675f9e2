import { spawnSync } from 'node:child_process'

const build = (args: readonly string[], env: Record<string, string>) =>
  spawnSync(process.execPath, ['scripts/build-client.mjs', ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', ...env } as unknown as NodeJS.ProcessEnv,
  })

test.each([{}, { CLOUDBASE_ENV_ID: '{{env}}' }] as Record<string, string>[])(
  '[RELEASE-1] no release is built without an environment',
  (env) => {
    const { status, stderr } = build(['weapp', '--release'], env)
    expect(status).toBe(2)
    expect(stderr).toContain('CLOUDBASE_ENV_ID')
  },
)

import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** What of the libraries is not in the bundles of the functions: `scripts/lib/left-out.mjs`. */

const root = path.join(__dirname, '../..')
/** Runs a module of the build, which is no TypeScript. */
const build = (code: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: root, encoding: 'utf8' })

let folder = ''
let names: string[] = []
const bundles = () =>
  fs.readdirSync(folder).map((name) => fs.readFileSync(path.join(folder, name, 'index.js'), 'utf8'))
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'left-out-'))
  names = JSON.parse(
    build(`
      import { buildFunctions } from './scripts/lib/functions-build.mjs'
      import { LEFT_OUT } from './scripts/lib/left-out.mjs'
      await buildFunctions({ outdir: ${JSON.stringify(folder)} })
      console.log(JSON.stringify(Object.keys(LEFT_OUT)))`),
  ) as string[]
})
afterAll(() => fs.rmSync(folder, { recursive: true }))

test('[BUNDLE-1] a function is smaller than 0.75 MB: a cold start loads all of it', () => {
  const sizes = bundles().map(({ length }) => length)
  expect(sizes).toHaveLength(6)
  expect(Math.max(...sizes)).toBeLessThan(750_000)
})

test('[BUNDLE-2] what is left out is this, each of it is asked for, and nothing of it is there', () => {
  expect([...names].sort()).toEqual([
    '@cloudbase/database/dist/commonjs/realtime/websocket-client',
    '@cloudbase/node-sdk/dist/ai',
    '@cloudbase/node-sdk/dist/analytics',
    '@cloudbase/node-sdk/dist/auth',
    '@cloudbase/node-sdk/dist/cloudrun',
    '@cloudbase/node-sdk/dist/functions',
    '@cloudbase/node-sdk/dist/logger',
    '@cloudbase/node-sdk/dist/notification',
    '@cloudbase/node-sdk/dist/storage',
    '@cloudbase/node-sdk/dist/utils/metadata',
    '@cloudbase/node-sdk/dist/utils/request',
    '@cloudbase/node-sdk/dist/utils/tcbopenapicommonrequester',
    '@cloudbase/node-sdk/dist/wx',
    '@cloudbase/wx-cloud-client-sdk',
    '@fidm/x509',
    'axios',
    'superagent',
  ])
  for (const bundle of bundles()) {
    const missing = names.filter((name) => !bundle.includes(`${name} is left out of the bundle`))
    expect(missing).toEqual([])
    expect(bundle).not.toMatch(/node_modules\/(axios|superagent|jsonwebtoken|xml2js)\//)
  }
})

test('[BUNDLE-3] what is left out may be read and extended, and says its name when it is used', () => {
  const script = path.join(folder, 'stub.cjs')
  build(`
    import * as esbuild from 'esbuild'
    import { leftOut } from './scripts/lib/left-out.mjs'
    await esbuild.build({
      stdin: { contents: 'module.exports = require("axios")', resolveDir: ${JSON.stringify(root)} },
      outfile: ${JSON.stringify(script)}, bundle: true, platform: 'node', format: 'cjs', plugins: [leftOut],
    })`)
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the bundle is CommonJS
  const stub = require(script) as {
    create: { of: () => unknown }
    Axios: new () => object
    __esModule?: true
  }
  expect(stub.__esModule).toBeUndefined()
  class Own extends stub.Axios {}
  expect(() => new Own()).toThrow('axios is left out of the bundle')
  expect(() => stub.create.of()).toThrow('axios is left out of the bundle')
})

import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import type { Database, Operations } from '../../cloudfunctions/platform/database'
import type { Inside } from '../../cloudfunctions/platform/untyped'
import { startTestMall } from '../support/context'

/**
 * What the SDK sends outside a transaction by mistake (`emulator/tests/cloudbase/transactions/operations.test.ts`)
 * cannot be written in our code: the wrapper's transactions have no such operations, and ESLint keeps the SDK's own
 * ones out.
 */
const root = resolve(__dirname, '../..')

/** Lints texts as if each stood in its file. A process of its own, since ESLint loads its configuration as a module. */
function lint(files: Record<string, string>): Record<string, string[]> {
  const script = `
    import { ESLint } from 'eslint'
    const eslint = new ESLint()
    const messages = {}
    for (const [filePath, code] of Object.entries(JSON.parse(process.argv[1]))) {
      const [result] = await eslint.lintText(code, { filePath })
      messages[filePath] = result.messages.filter(({ severity }) => severity === 2).map(({ message }) => message)
    }
    console.log(JSON.stringify(messages))`
  const args = ['--input-type=module', '--eval', script, JSON.stringify(files)]
  return JSON.parse(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })) as Record<
    string,
    string[]
  >
}

test('ESLint refuses the SDK and its transactions wherever our functions could use them', () => {
  const importing = `import cloudbase from '@cloudbase/node-sdk'\nexport const app = cloudbase.init({})\n`
  const starting = `export const begin = (db: { startTransaction(): unknown }) => db.startTransaction()\n`
  const running = `export const run = (db: { runTransaction(f: unknown): unknown }) => db.runTransaction(null)\n`
  const wrapped = `export const get = (ctx: { db: { transaction(f: unknown): unknown } }) => ctx.db.transaction(null)\n`
  const sdk = expect.stringContaining('imports the SDK of CloudBase') as string
  const raw = expect.stringContaining("Use the wrapper's ctx.db.transaction") as string
  expect(
    lint({
      'cloudfunctions/domain/sale/order/import.repo.ts': importing,
      'cloudfunctions/domain/sale/order/start.repo.ts': starting,
      'cloudfunctions/domain/sale/order/run.service.ts': running,
      'cloudfunctions/platform/import.ts': importing,
      'cloudfunctions/platform/start.ts': starting,
      'cloudfunctions/scheduler/import.ts': importing,
      'cloudfunctions/scheduler/run.ts': running,
      'cloudfunctions/domain/sale/order/wrapped.repo.ts': wrapped,
    }),
  ).toEqual({
    'cloudfunctions/domain/sale/order/import.repo.ts': [sdk],
    'cloudfunctions/domain/sale/order/start.repo.ts': [raw],
    'cloudfunctions/domain/sale/order/run.service.ts': [raw],
    'cloudfunctions/platform/import.ts': [sdk],
    'cloudfunctions/platform/start.ts': [raw],
    'cloudfunctions/scheduler/import.ts': [sdk],
    'cloudfunctions/scheduler/run.ts': [raw],
    'cloudfunctions/domain/sale/order/wrapped.repo.ts': [],
  })
})

test('a transaction of the wrapper holds what the SDK sends inside, and nothing else', async () => {
  const mall = await startTestMall()
  await mall.db.transaction(async (inside) => {
    expect(Object.keys(inside).sort()).toEqual(['changeAndGet', 'find', 'get', 'insert'])
  })
  await mall.close()
})

/** Never called: `npm run check:types` fails if one of these lines compiles. */
export function unwritable(db: Database): Promise<unknown> {
  return db.transaction(async (inside: Operations) => {
    // @ts-expect-error where().update() runs outside
    await inside.change('t', { _id: 'a' }, { n: 1 })
    // @ts-expect-error where().remove() runs outside
    await inside.remove('t', { _id: 'a' })
    // @ts-expect-error count() runs outside
    await inside.count('t', {})
    // @ts-expect-error aggregate() runs outside
    await inside.aggregate('t', () => undefined)
  })
}

/** Never called: within the wrapper itself, the part of the SDK which operations are made of lacks them, too. */
export async function unwritableInTheWrapper(sdk: Inside): Promise<void> {
  const t = sdk.collection('t')
  // @ts-expect-error runs outside
  await t.where({}).update({})
  // @ts-expect-error runs outside
  await t.where({}).remove()
  // @ts-expect-error runs outside
  await t.where({}).count()
  // @ts-expect-error runs outside
  await t.aggregate().end()
}

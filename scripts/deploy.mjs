/**
 * Deploys the backend to CloudBase: `npm run deploy`, with `-- --dry-run` to see what migrations would change, with
 * `-- --migrate` to let them. docs/operations.md says which variables it reads.
 */
import { parseArgs } from 'node:util'
import { buildFunctions } from './lib/functions-build.mjs'
import { deployDatabase, deployFunctions, readDeployment } from './lib/deployment.mjs'
import { deployWithMigrations, openMigrations } from './lib/migrations.mjs'

try {
  const { values } = parseArgs({
    options: { migrate: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
  })
  const options = { migrate: values.migrate === true, dryRun: values['dry-run'] === true }
  const deployment = await readDeployment()
  for (const { name, bytes } of await buildFunctions())
    console.log(`built ${name}, ${Math.round(bytes / 1024)} KB`)
  const parts = {
    // The database first: a function that finds its collections missing would answer errors.
    database: (options) => deployDatabase(deployment, console.log, options),
    functions: () => deployFunctions(deployment),
  }
  await deployWithMigrations(await openMigrations(deployment), options, parts, console.log)
  console.log(options.dryRun ? 'Nothing was changed.' : `Deployed to ${deployment.envId}.`)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}

/**
 * Deploys the backend to CloudBase: `npm run deploy`; with `-- --check` only says what is wrong and its cure, with
 * `-- --dry-run` also what migrations would change; `-- --migrate` lets them, `-- --owner-code` makes another code for
 * the owner, `-- --reseal` seals personal data anew after its key was changed. docs/operations.md says which variables
 * it reads.
 */
import { parseArgs } from 'node:util'
import { deploy } from './lib/deploy/run.mjs'

try {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean' },
      migrate: { type: 'boolean' },
      'dry-run': { type: 'boolean' },
      'owner-code': { type: 'boolean' },
      reseal: { type: 'boolean' },
    },
  })
  const options = {
    check: values.check === true,
    migrate: values.migrate === true,
    dryRun: values['dry-run'] === true,
    reseal: values.reseal === true,
    ownerCode: values['owner-code'] === true,
  }
  await deploy(options, console.log)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}

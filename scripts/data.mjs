/**
 * A whole shop in a file, and back: `npm run data -- export|import|verify <file>`, of the environment that the
 * variables of the deployment name, or with `--data <folder>` of a local cloud. docs/operations.md says when.
 */
import { runData } from './lib/data/run.mjs'

try {
  await runData(process.argv.slice(2), console.log)
  process.exit(0)
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

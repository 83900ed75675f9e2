/** Deploys the backend to CloudBase: `npm run deploy`. docs/operations.md says which variables it reads. */
import { buildFunctions } from './lib/functions-build.mjs'
import { deployDatabase, deployFunctions, readDeployment } from './lib/deployment.mjs'

try {
  const deployment = readDeployment()
  for (const { name, bytes } of await buildFunctions())
    console.log(`built ${name}, ${Math.round(bytes / 1024)} KB`)
  // The database first: a function that finds its collections missing would answer errors.
  await deployDatabase(deployment, console.log)
  await deployFunctions(deployment)
  console.log(`Deployed to ${deployment.envId}.`)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}

/**
 * `npm run contract:baseline`, a step of a release: writes the contract as clients of this release know it to
 * shared/contract/baseline.json, under the version of package.json. Refuses while clients of the release before would
 * break and shared/contract/breaks.json does not say why; that file goes with the release.
 */
import fs from 'node:fs'
import path from 'node:path'
import * as prettier from 'prettier'
import { loadContract } from './lib/contract.mjs'
import { root } from './lib/project.mjs'

const { baselineOf, BASELINE, BREAKS, readAccepted, readBaseline } = await loadContract()
const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
try {
  const baseline = baselineOf(version, readBaseline(root), readAccepted(root))
  const file = path.join(root, BASELINE)
  const options = await prettier.resolveConfig(file)
  fs.writeFileSync(
    file,
    await prettier.format(JSON.stringify(baseline), { ...options, parser: 'json', filepath: file }),
  )
  fs.rmSync(path.join(root, BREAKS), { force: true })
  console.log(
    `${BASELINE}: ${Object.keys(baseline.calls).length} calls as of ${version}. Commit it with the release.`,
  )
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}

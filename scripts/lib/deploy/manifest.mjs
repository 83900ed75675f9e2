import fs from 'node:fs'
import path from 'node:path'
import { root } from '../project.mjs'

/** The functions as `cloudbaserc.json` has them: runtime, time-out, memory, timers, the HTTP path. */
export function readManifest() {
  return JSON.parse(fs.readFileSync(path.join(root, 'cloudbaserc.json'), 'utf8')).functions
}

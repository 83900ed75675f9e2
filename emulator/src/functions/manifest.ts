import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../../local/root'
import type { FunctionSpec } from './types'

interface CloudbaseRc {
  functions: {
    name: string
    timeout: number
    memorySize: number
    triggers?: { name: string; type: string; config: string }[]
  }[]
}

/** The functions as they are deployed, from `cloudbaserc.json`. */
export function readFunctionSpecs(): FunctionSpec[] {
  const file = join(projectRoot(), 'cloudbaserc.json')
  const { functions } = JSON.parse(readFileSync(file, 'utf8')) as CloudbaseRc
  return functions.map(({ name, timeout, memorySize, triggers = [] }) => ({
    name,
    timeoutMs: timeout * 1000,
    memoryMb: memorySize,
    triggers: triggers
      .filter(({ type }) => type === 'timer')
      .map((trigger) => ({ name: trigger.name, cron: trigger.config })),
  }))
}

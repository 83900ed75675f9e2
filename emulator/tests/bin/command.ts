import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { seedOfProcess } from '../../src/random'

const BIN = join(__dirname, '../../bin/cloudbase-emulator.mjs')
export const PROJECT = join(__dirname, 'project')

export interface Ended {
  code: number | null
  said: string
}

export interface Running {
  url: string
  /** The variables that it told to set. */
  env: Record<string, string>
  /** As Ctrl-C does. */
  interrupt(): Promise<Ended>
}

function launch(args: string[]) {
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd: PROJECT,
    env: { ...process.env, ...seedOfProcess(), GREETING: 'hello' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { said: '' }
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => (output.said += String(text)))
  const ended = once(child, 'close').then(([code]: unknown[]): Ended => ({
    code: code as number | null,
    said: output.said,
  }))
  return { child, output, ended }
}

/** Runs the command to its end. */
export const run = (...args: string[]): Promise<Ended> => launch(args).ended

/** Starts the command; resolves when it says that it runs. @throws when it ends instead */
export async function start(...args: string[]): Promise<Running> {
  const { child, output, ended } = launch(args)
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', () => output.said.includes('Ctrl-C') && resolve())
    void ended.then(({ said }) => reject(new Error(said)))
  })
  const lines = output.said.matchAll(/^export (\w+)='(.*)'$/gm)
  return {
    url: / on (http:\S+)/.exec(output.said)?.[1] ?? '',
    env: Object.fromEntries([...lines].map(([, name, value]) => [name, value])) as Record<string, string>,
    interrupt() {
      child.kill('SIGINT')
      return ended
    },
  }
}

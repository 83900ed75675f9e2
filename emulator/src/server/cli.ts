import { readFileSync } from 'node:fs'
import { listen, packageFile, StartError } from '../base'
import { describeOperation } from '../cloudbase'
import type { LogLine } from '../functions'
import { HELP, readConfig, UsageError, type Config } from './config'
import { openDataFolder } from './data-folder'
import { openEmulator, type Emulator } from './emulator'

/** The command: starts the emulator and stays until it is told to stop. Ends the process when it cannot start. */
export async function main(args: string[]): Promise<void> {
  // Without it the SDK looks for Tencent's metadata host before each request.
  process.env['TENCENTCLOUD'] ??= 'true'
  try {
    const config = readConfig(args, process.cwd())
    if (config === 'help') return console.log(HELP)
    if (config === 'version') return console.log(version())
    await start(config)
  } catch (error) {
    const isUsage = error instanceof UsageError
    if (!isUsage && !(error instanceof StartError) && !(error instanceof RangeError)) throw error
    console.error(isUsage ? `${error.message}\n\n${HELP}` : error.message)
    process.exit(isUsage ? 2 : 1)
  }
}

async function start(config: Config): Promise<void> {
  const listening = await listen(config.port)
  const { url } = listening
  const data = openDataFolder(config.dataDir)
  const emulator = await openEmulator({
    url,
    data,
    envId: config.envId,
    collections: config.collections,
    ...(config.functions && { functions: { ...config.functions, env: config.env, onLog: say } }),
    ...(config.wechat && {
      wechat: {
        notifyFunction: config.notifyFunction,
        ...(config.pushFunction !== undefined && { pushFunction: config.pushFunction }),
        codeUrl: ({ scene, page }) => `${url}/${page}?scene=${encodeURIComponent(scene)}`,
      },
    }),
    ...(config.explain && { onOperation: (operation) => console.log(describeOperation(operation)) }),
  })
  listening.answerWith(emulator.handle, emulator.upgrade)
  onSignal(async () => {
    await emulator.close()
    await listening.close()
    data.close()
  })
  console.log(greeting(config, url, emulator))
}

function greeting(config: Config, url: string, { env, runner }: Emulator): string {
  const names = runner?.names.map((name) =>
    runner.answersHttp(name) ? `${name} (/functions/${name})` : name,
  )
  return [
    `cloudbase-emulator ${version()} on ${url}`,
    `  data       ${config.dataDir ?? 'in memory, gone with the process'}`,
    `  functions  ${names?.join(', ') || 'none'}`,
    `  WeChat     ${config.wechat ? '/wechat, and WeChat Pay at /wechatpay' : 'switched off'}`,
    '',
    'With these variables @cloudbase/node-sdk talks to it:',
    '',
    ...Object.entries(env).map(([name, value]) => `export ${name}=${quoted(value)}`),
    '',
    'Ctrl-C stops it.',
  ].join('\n')
}

/** As a shell takes it. */
const quoted = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`

function say({ level, functionName, text }: LogLine): void {
  const write = level === 'error' ? console.error : console.log
  write(`[${functionName}] ${text}`)
}

const version = (): string =>
  (JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string }).version

/** Ends the process once `close` has; a second signal ends it at once. */
function onSignal(close: () => Promise<void>): void {
  let closing = false
  const end = async (): Promise<void> => {
    if (closing) process.exit(1)
    closing = true
    await close()
    process.exit(0)
  }
  process.on('SIGINT', () => void end())
  process.on('SIGTERM', () => void end())
}

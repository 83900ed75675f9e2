import { startLocalCloud } from '../../local'
import type { CloudProcessOptions } from './cloud-process'

/**
 * Runs the local cloud for `startCloudProcess`; ends when its parent lets go of it or dies.
 * @param keepCompiled keeps the code that has run, for the next process
 */
export async function run(
  { verbose, ...options }: CloudProcessOptions,
  keepCompiled: (() => void) | undefined,
): Promise<void> {
  const cloud = await startLocalCloud({
    ...options,
    onLog: ({ level, functionName, text }) => {
      if (verbose && level === 'error') console.error(`${functionName}: ${text}`)
    },
  })
  process.on('disconnect', () => void cloud.close().then(() => process.exit(0)))
  process.send?.({ port: cloud.port })
  keepCompiled?.()
}

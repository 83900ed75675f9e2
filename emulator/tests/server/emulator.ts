import cloudbase from '@cloudbase/node-sdk'
import { listen } from '../../src/base'
import { openDataFolder, openEmulator, type Emulator, type EmulatorOptions } from '../../src/server'

export interface TestEmulator extends Emulator {
  readonly url: string
  /** The real SDK, talking to it. */
  app(): ReturnType<typeof cloudbase.init>
}

/** An emulator on a port of its own, in memory unless a folder is given. */
export async function startEmulator(
  options: Partial<EmulatorOptions> & { dataDir?: string } = {},
): Promise<TestEmulator> {
  const listening = await listen(0)
  try {
    const data = openDataFolder(options.dataDir)
    try {
      const emulator = await openEmulator({ data, envId: 'test', ...options, url: listening.url })
      listening.answerWith(emulator.handle, emulator.upgrade)
      Object.assign(process.env, emulator.env)
      return {
        ...emulator,
        url: listening.url,
        app: () =>
          cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV as unknown as string, timeout: 60_000 }),
        async close() {
          await emulator.close()
          await listening.close()
          data.close()
        },
      }
    } catch (error) {
      data.close()
      throw error
    }
  } catch (error) {
    await listening.close()
    throw error
  }
}

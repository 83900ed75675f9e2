import { startLocalCloud } from '../../local'
import { serve } from '../rpc'
import { COLLECTIONS } from './documents'

/**
 * The local cloud as a process of its own, without functions, durable as in `npm start`:
 * `node server.cjs <data folder>`.
 */
const [dataDir = ''] = process.argv.slice(2)
const opening = startLocalCloud({ dataDir, timers: false }).then((cloud) => {
  cloud.cloudbase.ensureCollections(COLLECTIONS)
  return cloud
})

const table = {
  async opened() {
    return { url: (await opening).url }
  },

  /** Processor time so far, ms, and resident memory now and at its most, MB. */
  async usage() {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
    return {
      cpuMs: (userCPUTime + systemCPUTime) / 1000,
      memoryMb: process.memoryUsage.rss() / 2 ** 20,
      peakMb: maxRSS / 2 ** 10,
    }
  },

  async stop() {
    await (await opening).close()
    setImmediate(() => process.exit(0))
  },
}

export type Server = typeof table

serve(table)

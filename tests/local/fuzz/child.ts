import { startLocalCloud } from '../../../local'

/** What could grow in a process which answers broken requests. */
export interface Measure {
  /** After collecting garbage, in bytes. */
  readonly heap: number
  readonly sockets: number
  readonly timers: number
  readonly openTransactions: number
  readonly formerVersions: number
  /** Responses that a plan of faults holds. */
  readonly held: number
}

declare const gc: () => void

/**
 * A local cloud in a process of its own, so that whatever would end it is seen. Answers each message with a measure.
 */
async function run(functionsDir: string): Promise<void> {
  const cloud = await startLocalCloud({
    functionsDir,
    demo: true,
    instances: 2,
    timers: false,
    clockStandsAt: Date.UTC(2026, 10, 21, 4),
  })
  process.on('message', () => {
    gc()
    const resources = process.getActiveResourcesInfo()
    const count = (name: string): number => resources.filter((each) => each === name).length
    const { openTransactions, formerVersions } = cloud.cloudbase.stats()
    const measure: Measure = {
      heap: process.memoryUsage().heapUsed,
      sockets: count('TCPSocketWrap'),
      timers: count('Timeout'),
      openTransactions,
      formerVersions,
      held: cloud.faults.report().held,
    }
    process.send?.(measure)
  })
  process.send?.(cloud.url)
}

void run(process.argv[2] ?? '')

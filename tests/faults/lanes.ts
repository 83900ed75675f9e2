import { World } from './world'

/** So many jobs share one mall before it is closed: its database stays small, and its clock near the present. */
const JOBS_A_WORLD = 50

/**
 * Works off `jobs` on several malls at once, each run alone in its mall, and looks `after` each mall before it closes.
 * Neither may throw for what it finds: what they throw ends everything.
 */
export async function onLanes<J>(
  jobs: readonly J[],
  options: { lanes: number; functionsDir: string; open?: World },
  work: (world: World, job: J) => Promise<void>,
  after: (world: World) => Promise<void>,
): Promise<void> {
  let next = 0
  let { open } = options
  const lane = async () => {
    while (next < jobs.length) {
      const opened = open
      open = undefined
      const world = opened ?? (await World.start(options.functionsDir))
      try {
        for (let done = 0; done < JOBS_A_WORLD; done++) {
          const job = jobs[next++]
          if (job === undefined) break
          await work(world, job)
        }
        await after(world)
      } finally {
        await world.close()
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(options.lanes, jobs.length) }, lane))
}

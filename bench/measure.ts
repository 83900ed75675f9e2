/** Times of one kind of thing, ms. */
export class Times {
  private readonly all: number[] = []
  private sorted = true

  add(ms: number): void {
    this.all.push(ms)
    this.sorted = false
  }

  /** All of them, in no order that could be relied on. */
  get list(): readonly number[] {
    return this.all
  }

  get count(): number {
    return this.all.length
  }

  /** @param share 0.5 for the median; 0 when there is nothing */
  at(share: number): number {
    if (!this.sorted) this.all.sort((a, b) => a - b)
    this.sorted = true
    return this.all[Math.min(this.all.length - 1, Math.floor(this.all.length * share))] ?? 0
  }
}

/** How often something was done, and how long it took. */
export interface Rate {
  perSecond: number
  count: number
  p50Ms: number
  p95Ms: number
}

export function rateOf(times: Times, elapsedMs: number): Rate {
  return {
    perSecond: round((times.count / elapsedMs) * 1000, 1),
    count: times.count,
    p50Ms: round(times.at(0.5), 1),
    p95Ms: round(times.at(0.95), 1),
  }
}

/** `clients` of them at it again and again for `seconds`; what has begun is finished and counts. */
export async function loop(clients: number, seconds: number, work: (client: number) => Promise<void>) {
  const times = new Times()
  const startedAt = performance.now()
  const until = startedAt + seconds * 1000
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() < until) {
        const at = performance.now()
        await work(client)
        times.add(performance.now() - at)
      }
    }),
  )
  return { times, elapsedMs: performance.now() - startedAt }
}

export const round = (value: number, digits: number): number => Number(value.toFixed(digits))

import type { StateOnStage } from '../../server/control'
import { getJson } from '../shared'

/** What follows from a change is carried out a moment later. */
const MOMENT_MS = 300

/** Asks what has become of the shop, once for all that changed within a moment. */
export function createNews(hear: (state: StateOnStage) => void) {
  let asked = false
  return {
    async refresh(): Promise<void> {
      if (asked) return
      asked = true
      await new Promise((resolve) => setTimeout(resolve, MOMENT_MS))
      asked = false
      hear(await getJson<StateOnStage>('/local/state'))
    },
  }
}

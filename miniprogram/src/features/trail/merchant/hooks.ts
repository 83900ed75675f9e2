import type { TrailKind } from '@shared/contract/trail/limits'
import { useCall, usePages } from '@/data'

export type { TrailKind } from '@shared/contract/trail/limits'
export type { TrailChange, TrailRow } from '@shared/contract/trail/schema'

/** What the staff has done, newest first; of one kind, of one person, or all of it. */
export function useTrail({ kind, staffId }: { kind: TrailKind | undefined; staffId: string | undefined }) {
  return usePages('merchant/trail.list', { ...(kind && { kind }), ...(staffId && { staffId }) })
}

export function useTrailPeople() {
  return useCall('merchant/trail.people', {})
}

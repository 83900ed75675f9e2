import type { TrailRow } from '@shared/contract/trail/schema'
import type { TrailDoc } from '../../../platform/trail'

/** A deed as the merchant reads it: without the openid. */
export function toTrailRow({ _id, openid: _openid, call: _call, ...row }: TrailDoc): TrailRow {
  return { trailId: _id, ...row }
}

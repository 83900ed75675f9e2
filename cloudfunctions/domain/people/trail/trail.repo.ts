import type { TrailKind } from '@shared/contract/trail/limits'
import type { Context } from '../../../platform/context'
import { readPage, type Page } from '../../../platform/page'
import type { TrailDoc } from '../../../platform/trail'

export interface TrailQuery {
  readonly kind?: TrailKind | undefined
  readonly staffId?: string | undefined
}

/** A page of deeds, newest first. One trip. @throws AppError BAD_INPUT for a foreign cursor */
export function pageOfTrail(
  ctx: Context,
  { kind, staffId }: TrailQuery,
  cursor: string | undefined,
): Promise<Page<TrailDoc>> {
  const where = { ...(staffId !== undefined && { staffId }), ...(kind !== undefined && { kind }) }
  return readPage(ctx, 'trail', { list: 'trail', where, by: 'at', direction: 'desc' }, cursor)
}

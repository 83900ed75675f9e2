import type { Context } from '../context'
import { mask } from '../log'
import { sealedWith, type Place, type Sealed } from './personal'

/**
 * Opens what stands at a place. What no key opens fails nobody's page: it is `undefined`, and the log names the place
 * and the key that is missing.
 */
export function openPersonal<T extends object>(
  ctx: Pick<Context, 'personal' | 'log'>,
  place: Place,
  sealed: Sealed<T>,
): T | undefined {
  const value = ctx.personal.open(place, sealed)
  if (value === undefined)
    ctx.log.error('personal.unreadable', {
      ...{ in: place.in, of: mask(place.of), at: place.at },
      key: sealedWith(sealed) ?? 'none',
    })
  return value
}

import { STAFF_PERMISSIONS, type StaffPermission } from '@shared/contract/permissions'
import type { StaffDoc } from './staff.model'

/**
 * What somebody on the staff may do; nothing for everybody else. The document is written by hand, so only exactly what
 * is meant counts: `owner` is `true`, `permissions` a list of names.
 */
export function permissionsOf(staff: StaffDoc | null): StaffPermission[] {
  if (!staff) return []
  if (staff.owner === true) return [...STAFF_PERMISSIONS]
  const granted: readonly unknown[] = Array.isArray(staff.permissions) ? staff.permissions : []
  return STAFF_PERMISSIONS.filter((permission) => granted.includes(permission))
}

/** A name as it is shown and kept: it is written by hand, too, and one that is no text is none. */
export function shownName(named: { readonly name?: unknown } | null | undefined): string {
  return typeof named?.name === 'string' ? named.name : ''
}

/** Where the document is not what is meant, such as `permissions.2` for a permission that there is not. */
export function wrongPlacesOf({ name, owner, permissions }: StaffDoc): string[] {
  const known: readonly unknown[] = STAFF_PERMISSIONS
  const list: unknown = permissions
  return [
    ...(typeof name === 'string' ? [] : ['name']),
    ...(typeof owner === 'boolean' ? [] : ['owner']),
    ...(Array.isArray(list)
      ? list.flatMap((permission, i) => (known.includes(permission) ? [] : [`permissions.${i}`]))
      : ['permissions']),
  ]
}

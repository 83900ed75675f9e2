import { STAFF_PERMISSIONS } from '@shared/contract/permissions'
import type { StaffDoc } from './staff.model'
import { permissionsOf, shownName, wrongPlacesOf } from './staff.rules'

/** A document as somebody may have left it in the database's console. */
const written = (changes: object): StaffDoc => ({
  _id: 'o_staff',
  name: '阿榕',
  owner: false,
  permissions: [],
  ...changes,
})

test.each<[string, object, string[], string[]]>([
  [
    'nothing',
    { owner: undefined, permissions: undefined, name: undefined },
    [],
    ['name', 'owner', 'permissions'],
  ],
  ['"true" for an owner', { owner: 'true' }, [], ['owner']],
  ['1 for an owner', { owner: 1 }, [], ['owner']],
  ['a list for an owner', { owner: [] }, [], ['owner']],
  ['a text of permissions', { permissions: 'order.read' }, [], ['permissions']],
  ['an object of permissions', { permissions: { 'order.read': true } }, [], ['permissions']],
  [
    'an unknown permission',
    { permissions: ['order.read', 'order.*', '*'] },
    ['order.read'],
    ['permissions.1', 'permissions.2'],
  ],
  [
    'part of a permission',
    { permissions: ['order', 'order.readers', ' order.read'] },
    [],
    ['permissions.0', 'permissions.1', 'permissions.2'],
  ],
  [
    'names of what every object has',
    { permissions: ['constructor', '__proto__', 0, null] },
    [],
    ['permissions.0', 'permissions.1', 'permissions.2', 'permissions.3'],
  ],
  ['what is meant', { permissions: ['order.read', 'order.ship'] }, ['order.read', 'order.ship'], []],
])('[STAFF-1] %s grants exactly what it names', (_, changes, granted, wrong) => {
  const staff = written(changes)
  expect([...permissionsOf(staff)].sort()).toEqual([...granted].sort())
  expect(wrongPlacesOf(staff)).toEqual(wrong)
})

test.each([7, null, undefined, {}, ['阿榕'], true])('[STAFF-1] a name that is %p is none', (name) => {
  expect(shownName(written({ name }))).toBe('')
  expect(shownName(written({}))).toBe('阿榕')
})

test('[STAFF-1] only exactly true is an owner', () => {
  expect(permissionsOf(written({ owner: true }))).toEqual([...STAFF_PERMISSIONS])
  expect(permissionsOf(null)).toEqual([])
})

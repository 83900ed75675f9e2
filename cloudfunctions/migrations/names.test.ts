import { migration } from './0005-distributor-names'
import { personal } from '../../tests/support/personal'

test('[NAME-1] a copy of a name goes when no function shows it any more', () => {
  const change = (document: object, last: boolean) =>
    migration.change({ _id: 'd', ...document }, last, personal)
  expect(change({ nickname: '微信用户' }, false)).toBeNull()
  expect(change({ nickname: '微信用户' }, true)).toEqual({ remove: ['nickname'] })
  expect(change({}, true)).toBeNull()
  expect(migration.again).toBe(true)
})

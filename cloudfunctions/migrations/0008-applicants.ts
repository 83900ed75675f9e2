import { defineMigration } from '../platform/migration'

/** What a distributor was when what they told on applying stood in clear; empty when they had it erased. */
interface OldDistributor {
  realName?: string
  mobile?: string
  channel?: string
}

const IN_CLEAR = ['realName', 'mobile', 'channel'] as const

export const migration = defineMigration<OldDistributor>({
  id: '0008-applicants',
  collection: 'distributors',
  version: 3,
  what: 'names, telephone numbers and channels of applicants are sealed',
  reads: IN_CLEAR,
  // Functions of before show what stands in clear: it is sealed when they are gone.
  again: true,
  change({ _id, realName, mobile = '', channel = '' }, last, personal) {
    if (!last || realName === undefined) return null
    if (realName + mobile + channel === '') return { remove: IN_CLEAR }
    const place = { in: 'distributors', of: _id, at: 'applicant' }
    return { set: { applicant: personal.seal(place, { realName, mobile, channel }) }, remove: IN_CLEAR }
  },
})

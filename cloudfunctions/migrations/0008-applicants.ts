import { defineMigration } from '../platform/migration'

/**
 * What a distributor was when what they told on applying stood in clear; empty when they had it erased. Any part may be
 * missing.
 */
interface OldDistributor {
  realName?: string | null
  mobile?: string | null
  channel?: string | null
  applicant?: string
}

const IN_CLEAR = ['realName', 'mobile', 'channel'] as const

export const migration = defineMigration<OldDistributor>({
  id: '0008-applicants',
  collection: 'distributors',
  version: 3,
  what: 'names, telephone numbers and channels of applicants are sealed',
  reads: [...IN_CLEAR, 'applicant'],
  // Functions of before show what stands in clear: it is sealed when they are gone.
  again: true,
  change({ _id, realName, mobile, channel, applicant }, last, personal) {
    const isInClear = [realName, mobile, channel].some((one) => one !== undefined)
    // Beside a seal without a name: what is sealed is whole.
    if (!last || !isInClear || (realName === undefined && applicant !== undefined)) return null
    const told = { realName: realName ?? '', mobile: mobile ?? '', channel: channel ?? '' }
    if (Object.values(told).join('') === '') return { remove: IN_CLEAR }
    const place = { in: 'distributors', of: _id, at: 'applicant' }
    return { set: { applicant: personal.seal(place, told) }, remove: IN_CLEAR }
  },
})

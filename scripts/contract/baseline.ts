import fs from 'node:fs'
import path from 'node:path'
import { breaksOf } from './compare'
import { describeContract, type ContractDescription } from './describe'

export { describeContract }

/** The contract of the last release, which clients out there were built with. */
export interface Baseline extends ContractDescription {
  /** The version in package.json when it was written. */
  readonly release: string
}

/**
 * Breaks that were decided on since the last release: `since` is that release, `breaks` says why by what breaks, in the
 * words of the check.
 */
export interface AcceptedBreaks {
  readonly since: string
  readonly breaks: Readonly<Record<string, string>>
}

export const BASELINE = 'shared/contract/baseline.json'
export const BREAKS = 'shared/contract/breaks.json'

function read<T>(root: string, file: string): T | undefined {
  const full = path.join(root, file)
  return fs.existsSync(full) ? (JSON.parse(fs.readFileSync(full, 'utf8')) as T) : undefined
}

export const readBaseline = (root: string) => read<Baseline>(root, BASELINE)
export const readAccepted = (root: string) => read<AcceptedBreaks>(root, BREAKS)

/** What is wrong with the contract against the last release, in sentences; empty when it is right. */
export function problemsOf(
  baseline: Baseline | undefined,
  accepted: AcceptedBreaks | undefined,
  now: ContractDescription,
): string[] {
  if (!baseline) return accepted ? [`${BREAKS} accepts breaks, but nothing is released`] : []
  const breaks = breaksOf(baseline, now)
  const reasons = accepted?.breaks ?? {}
  const ofRelease = !accepted || accepted.since === baseline.release
  return [
    ...(ofRelease ? [] : [`${BREAKS} is about ${accepted.since}, the baseline is ${baseline.release}`]),
    ...breaks.filter((one) => !reasons[one]?.trim()),
    ...Object.keys(reasons)
      .filter((one) => !breaks.includes(one))
      .map((one) => `accepted in vain: ${one}`),
  ]
}

/**
 * The baseline of a release: the contract as it is.
 * @throws Error that names the breaks which nobody accepted
 */
export function baselineOf(
  release: string,
  baseline: Baseline | undefined,
  accepted: AcceptedBreaks | undefined,
): Baseline {
  const now = describeContract()
  const problems = problemsOf(baseline, accepted, now)
  if (problems.length > 0) throw new Error(refusalOf(baseline, problems))
  return { release, ...now }
}

/** What somebody reads whose change would break clients, and what there is to do. */
export function refusalOf(baseline: Baseline | undefined, problems: readonly string[]): string {
  const release = baseline?.release ?? ''
  return (
    `Clients of ${release || 'before'} would break:\n  ${problems.join('\n  ')}\n` +
    `Mend them, or say why in ${BREAKS}: { "since": "${release}", "breaks": { "<line>": "<why>" } }.`
  )
}

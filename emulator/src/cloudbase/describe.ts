import type { OperationReport } from './server'
import type { Read } from './engine/reads'

/** One line that tells a person what was asked of the database and how it was found. */
export function describeOperation({ action, collection, durationMs, reads, code }: OperationReport): string {
  const what = [action.replace(/^database\./, ''), collection, `${durationMs.toFixed(1)} ms`]
  const how = [...reads.map(describeRead), ...(code === undefined ? [] : [code])]
  return [what.filter((part) => part !== undefined).join(' '), how.join('; ')].filter(Boolean).join(': ')
}

function describeRead({ collection, index, keysExamined, docsExamined, taken, sort }: Read): string {
  const sorted = sort === 'memory' ? ', sorted in memory' : ''
  return `${collection} ${index}, ${keysExamined} keys, ${docsExamined} documents for ${taken}${sorted}`
}

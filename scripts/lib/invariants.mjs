import { readFileSync } from 'node:fs'

export const INVARIANTS = 'docs/invariants.md'
const ROW = /^\|\s*([A-Z]+-\d+)\s*\|(.+)\|(.+)\|\s*$/

/**
 * The rules of docs/invariants.md with the tests that they cite.
 * @returns {{ id: string, citations: { citation: string, path?: string, title?: string }[] }[]} in their order
 */
export function readInvariants(text = readFileSync(INVARIANTS, 'utf8')) {
  return text.split('\n').flatMap((line) => {
    const row = ROW.exec(line)
    if (!row) return []
    const citations = row[3]
      .split('<br>')
      .map((part) => part.trim().replace(/^`|`$/g, ''))
      .filter(Boolean)
      .map((citation) => {
        const [path, title] = citation.split(' › ').map((part) => part?.trim())
        return { citation, path, title }
      })
    return [{ id: row[1], citations }]
  })
}

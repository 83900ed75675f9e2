/** What a deployment did, line by line, and whether it did anything. */
export function createReport(say) {
  let changes = 0
  return {
    changed(line) {
      changes += 1
      say(`· ${line}`)
    },
    note: (line) => say(`  ${line}`),
    changes: () => changes,
  }
}

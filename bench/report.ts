/** Lines for a person: tables of text and progress. */

export function heading(text: string): void {
  console.log(`\n${text}`)
}

export type Cell = string | number

/** Widths follow from the first row, so that later rows can be printed as they come. */
export function table(columns: readonly (readonly [title: string, width: number])[]) {
  const line = (cells: readonly Cell[]) =>
    console.log(
      cells
        .map((cell, i) => {
          const text = typeof cell === 'number' ? String(cell) : cell
          const width = columns[i]?.[1] ?? 0
          return i === 0 ? text.padEnd(width) : text.padStart(width)
        })
        .join(' '),
    )
  line(columns.map(([title]) => title))
  return line
}

/** Runs a step and tells how long it took. */
export async function step<T>(title: string, run: () => Promise<T>): Promise<T> {
  process.stdout.write(`· ${title}…`)
  const startedAt = performance.now()
  const result = await run()
  console.log(` ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  return result
}

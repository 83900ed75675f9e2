/** Figures in groups of four are easier to read out: `SF1388 0421 7765`. */
export function groupedNumber(text: string): string {
  const match = /^([A-Za-z]*\d{0,4})(.*)$/.exec(text)
  const [, head = '', rest = ''] = match ?? []
  return [head, ...(rest.match(/.{1,4}/g) ?? [])].filter(Boolean).join(' ')
}

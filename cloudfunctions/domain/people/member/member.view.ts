/** 林**: enough to recognise, too little to know. */
export function maskName(name: string): string {
  return `${[...name.trim()][0] ?? '客'}**`
}

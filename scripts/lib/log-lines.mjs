const colors = process.stdout.isTTY && !process.env.NO_COLOR
const paint = (code, text) => (colors ? `\u001b[${code}m${text}\u001b[0m` : text)
const PAINTS = { error: 31, warn: 33, info: 90 }
/** What goes well is told in one line. */
const INFO_LENGTH = 140

/** A function's line for people: the platform's JSON as words, anything else as it is. */
export function formatLine({ level, functionName, text }, now = new Date()) {
  const at = now.toTimeString().slice(0, 8)
  const said = read(text)
  const shown = said?.level ?? level
  const full = said ? words(said) : text
  const line = shown === 'info' && full.length > INFO_LENGTH ? `${full.slice(0, INFO_LENGTH)}…` : full
  return `${paint(90, at)} ${functionName.padEnd(11)} ${paint(PAINTS[shown] ?? 0, line)}`
}

function read(text) {
  if (!text.startsWith('{')) return undefined
  try {
    const value = JSON.parse(text)
    return typeof value.event === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

function words({ level: _level, event, fn: _fn, requestId, cause, ...rest }) {
  const fields = Object.entries(rest).map(([key, value]) => `${key}=${plain(value)}`)
  const why = cause ? [`${cause.name ?? ''} ${cause.message ?? ''}`.trim()] : []
  const where = cause?.stack ? `\n${cause.stack}` : ''
  return [event, ...fields, ...why, `(${String(requestId).slice(0, 8)})`].join(' ') + where
}

const plain = (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value))

/** One line of JSON an event. Never pass secrets or personal data: openids are shortened by `mask`. */
export interface Log {
  info(event: string, fields?: Record<string, unknown>): void
  warn(event: string, fields?: Record<string, unknown>): void
  error(event: string, fields?: Record<string, unknown>): void
}

/** Enough of an id to find a case, too little to be one. */
export function mask(id: string): string {
  return id.length <= 8 ? '…' : `${id.slice(0, 2)}…${id.slice(-4)}`
}

/** An error as plain fields; answers of other systems are cut so that nothing large or private slips through. */
export function causeOf(error: unknown): { name: string; code?: string; message: string; stack?: string } {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error).slice(0, 300) }
  const code = (error as { code?: unknown }).code
  return {
    name: error.name,
    code: code === undefined ? undefined : String(code),
    message: error.message.slice(0, 300),
    stack: error.stack?.split('\n').slice(1, 6).join('\n'),
  }
}

export function createLog(base: Record<string, unknown>, write: (line: string) => void): Log {
  const emit = (level: string) => (event: string, fields?: Record<string, unknown>) =>
    write(JSON.stringify({ level, event, ...base, ...fields }))
  return { info: emit('info'), warn: emit('warn'), error: emit('error') }
}

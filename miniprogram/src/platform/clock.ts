let offsetMs = 0

/** Learns the server's clock from an envelope's `now`, corrected by half the way there and back. */
export function learnServerNow(nowAt: number, roundTripMs: number): void {
  offsetMs = nowAt + Math.round(roundTripMs / 2) - Date.now()
}

/** The server's time in ms. Countdowns use it: a phone's own clock may be wrong. */
export function serverNow(): number {
  return Date.now() + offsetMs
}

/** Long enough for a page to open on a slow phone; then the buttons of the one that stays are usable again. */
const MOVING_MS = 1_500

let movingUntil = 0

/** Whether another page is about to be shown: what is tapped now was meant for what has been answered already. */
export function isMoving(): boolean {
  return Date.now() < movingUntil
}

/** A page is shown, or stays. */
export function arrive(): void {
  movingUntil = 0
}

/** Starts towards another page. WeChat refuses a second start while a page opens, and rightly so. */
export function move(start: () => Promise<unknown>): Promise<unknown> {
  movingUntil = Date.now() + MOVING_MS
  return start().catch(arrive)
}

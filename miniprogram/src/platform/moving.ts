/** Long enough for a page to open on a slow phone; then the buttons of the one that stays are usable again. */
const MOVING_MS = 1_500

let movingUntil = 0
let towards = ''

/** Whether another page is about to be shown: what is tapped now was meant for what has been answered already. */
export function isMoving(): boolean {
  return Date.now() < movingUntil
}

/** A page is shown, or stays. */
export function arrive(): void {
  movingUntil = 0
}

/**
 * Starts towards another page. WeChat refuses a second start while a page opens, and rightly so; a browser takes it, so
 * that a double tap would open a page twice. The same way is therefore gone once until a page is shown.
 * @param way what tells two starts apart: an address, or `back`
 */
export async function move(way: string, start: () => Promise<unknown>): Promise<void> {
  if (isMoving() && way === towards) return
  movingUntil = Date.now() + MOVING_MS
  towards = way
  await start().catch(arrive)
}

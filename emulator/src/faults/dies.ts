/** When an instance that receives a notification ends: before it begins, or after its work without an answer. */
export type Dies = 'before' | 'after'

/** How the functions' door is told that a receiving instance is to die; functions never see it. */
export const DIES_HEADER = 'x-local-dies'

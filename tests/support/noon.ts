/**
 * Noon of 21 November 2026 in Shanghai: where clocks of tests stand until they are moved, so that no day ends by
 * itself.
 */
export const NOON = Date.UTC(2026, 10, 21, 4)

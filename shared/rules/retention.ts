import { DAY_MS } from '../business-day'

/**
 * How long the mall keeps what tells of a person. The privacy policy says these very figures.
 */

/** Who opened whose share; the figures that a distributor sees go back 30 days. */
export const VISIT_DAYS = 90

/**
 * Name, telephone and address of an order. 电子商务法 art. 31 asks for three years from the end of the transaction; an
 * order ends long before the fourth.
 */
export const ORDER_YEARS = 4

/** The first instant (ms) of what is still kept. */
export const visitsKeptFrom = (now: number): number => now - VISIT_DAYS * DAY_MS
export const ordersNamedFrom = (now: number): number => now - ORDER_YEARS * 366 * DAY_MS

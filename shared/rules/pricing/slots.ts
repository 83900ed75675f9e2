/**
 * The slots that steps run in, in this order: what a line costs by the list; the one unit price that applies (flash,
 * member, limited time); reductions over lines; the coupon; points; freight.
 */
export const SLOTS = ['list', 'unit', 'reduction', 'coupon', 'points', 'freight'] as const
export type Slot = (typeof SLOTS)[number]

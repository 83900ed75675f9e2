/** As clients know them: whoever left is nobody again, and whoever was removed may not go on either. */
export const DISTRIBUTOR_STATES = ['none', 'pending', 'active', 'refused', 'suspended'] as const
export type DistributorState = (typeof DISTRIBUTOR_STATES)[number]

/** How somebody stopped being a distributor: for a while, for good, or by the own wish. */
export const STOPPED = ['suspended', 'removed', 'left'] as const
export type Stopped = (typeof STOPPED)[number]

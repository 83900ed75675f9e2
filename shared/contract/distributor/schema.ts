export const DISTRIBUTOR_STATES = ['none', 'pending', 'active', 'refused', 'suspended'] as const

import type { LocalCloud } from '../index'

/** Fills a new local cloud with the demo shop. */
export async function seedDemo(_cloud: LocalCloud): Promise<void> {}

/** Stands where a name or an address is that no key opens any more: the page goes on without it. */
export const UNREADABLE = '（无法读取）'

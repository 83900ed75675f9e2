/** The people of the demo, each with a phone of its own. */
export const DEMO_PEOPLE = {
  buyer: { name: '林知夏', role: '买家' },
  distributor: { name: '阿拾', role: '推广员' },
  merchant: { name: '沈禾', role: '商家' },
} as const

export type DemoPerson = keyof typeof DEMO_PEOPLE

const WHO = /^[a-z0-9-]{1,20}$/

/** Whether `who` may name a phone: any other name than the demo's is a phone with an identity of its own. */
export const isPhoneName = (who: string): boolean => WHO.test(who)

/** The openid behind `/phone/<who>/`: 28 characters like WeChat's, told apart by their end as logs show it. */
export function openidOf(who: string): string {
  if (!isPhoneName(who)) throw new RangeError(`a phone is named by 1-20 of a-z, 0-9 and -: ${who}`)
  return 'o_demo_' + who.padStart(21, '_')
}

/** Whose phone an openid belongs to. */
export function phoneOf(openid: string): string | undefined {
  return /^o_demo_+([a-z0-9-]+)$/.exec(openid)?.[1]
}

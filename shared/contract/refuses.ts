/**
 * What a domain says in its `errors.ts` of calls of other domains that may be refused with codes of its own: a call's
 * full name → the codes. So whatever is attached to a call (a coupon to placing an order) brings its refusals along,
 * and the call's domain knows none of them.
 */
export type RefusesOf<Errors> = Readonly<
  Record<`${string}/${string}.${string}`, readonly (keyof Errors & string)[]>
>

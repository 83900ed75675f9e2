/** A mainland mobile number, wherever it stands in a text. */
const MOBILES = /(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g

/** A text that others read, with the mobile numbers in it masked: `138****6207`. */
export const maskMobiles = (text: string): string => text.replace(MOBILES, '$1****$2')

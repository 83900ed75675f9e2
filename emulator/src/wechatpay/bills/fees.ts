/** 0.60 %, as for most shops. */
const FEE_BPS = 60
export const FEE_RATE = '0.60%'

/** WeChat Pay's fee for an amount, rounded to the fen. */
export const feeOf = (fen: number): number => Math.floor((fen * FEE_BPS + 5_000) / 10_000)

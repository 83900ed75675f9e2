/** Where this build runs. A constant, so that the other target's branch is not in the package. */
export const isWeb = process.env.TARO_ENV === 'h5'

export const DOMAIN = 'cloudfunctions/domain'
export const PLATFORM = 'cloudfunctions/platform'

/** A waybill as couriers print it, blanks taken out. */
export const WAYBILL = /^[0-9A-Za-z-]{6,32}$/

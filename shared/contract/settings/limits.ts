/** How many orders one buyer may leave unpaid at a time, whatever the shop allows. */
export const UNPAID_ORDERS_MOST = 20

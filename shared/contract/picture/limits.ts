/** The most that a picture may weigh as it is uploaded. */
export const PICTURE_BYTES_MOST = 700 * 1024

/** Less is no picture of any kind. */
export const PICTURE_BYTES_LEAST = 32

/** The same as base64 writes it: four characters for three bytes. */
const base64 = (bytes: number): number => Math.ceil(bytes / 3) * 4
export const PICTURE_BASE64 = {
  least: base64(PICTURE_BYTES_LEAST),
  most: base64(PICTURE_BYTES_MOST),
} as const

/** How wide and how high a picture may be, pixels a side. */
export const PICTURE_SIDE = { least: 100, most: 4_096 } as const

/** How long what names a picture may be. */
export const PICTURE_ADDRESS_MOST = 200

/** What a picture that was uploaded is called: by its content, so that the same one twice is one file. */
export const PICTURE_ID = /^cloud:\/\/[\w.-]{1,120}\/pictures\/[0-9a-f]{32}\.(jpg|png|webp)$/

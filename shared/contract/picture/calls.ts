import * as z from 'zod'
import { command } from '../define'
import { PICTURE_BASE64 } from './limits'

export const merchant = {
  /**
   * Puts a picture into the shop's storage, for whatever shows it afterwards; nothing shows it yet. The same picture is
   * the same file, however often it comes.
   */
  'picture.upload': command({
    permission: 'staff:product.write',
    input: z.strictObject({
      /** The bytes of a JPEG, PNG or WebP, as base64. */
      content: z
        .string()
        .min(PICTURE_BASE64.least)
        .max(PICTURE_BASE64.most)
        .regex(/^[0-9A-Za-z+/]+={0,2}$/),
    }),
    // With the rest of the input.
    inputBytes: PICTURE_BASE64.most + 1_024,
    /** The file's id, `cloud://…`. */
    output: z.object({ picture: z.string() }),
    errors: ['PICTURE_WRONG', 'PICTURE_SIZE', 'PICTURE_NOT_KEPT'],
  }),
}

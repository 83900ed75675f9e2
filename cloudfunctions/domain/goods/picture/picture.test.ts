import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { AppError } from '@shared/contract/errors'
import { PICTURE_ID } from '@shared/contract/picture/limits'
import { startTestMall, type TestMall } from '../../../../tests/support/context'
import { merchant } from '../../../../tests/support/handlers'
import {
  chunksOf,
  exifOf,
  JPEG,
  jpegWith,
  PLACE,
  pngOf,
  riffOf,
  segmentOf,
  WEBP,
  WEBP_LOSSLESS,
  webpOf,
} from '../../../../tests/support/pictures'
import { keptPicture, pathOf } from './picture.rules'
import { checkPictures } from './picture.service'

/** Whatever comes as a picture is one, of a kind that phones show, and says nothing of whoever took it. */

let mall: TestMall
beforeAll(async () => void (mall = await startTestMall()))
beforeEach(() => mall.reset())
afterAll(() => mall.close())

const codeOf = (bytes: Buffer): string => {
  try {
    return keptPicture(bytes).kind
  } catch (error) {
    return error instanceof AppError ? error.code : String(error)
  }
}
/** The answer, or the code of the refusal. */
const said = <T>(answer: Promise<T>) => answer.catch((error: unknown) => (error as AppError).code)

test('[PICTURE-1] is what its bytes say, whatever it is called, and stays what it was', () => {
  expect(keptPicture(JPEG)).toMatchObject({ kind: 'jpg', width: 160, height: 120, content: JPEG })
  expect(keptPicture(WEBP)).toMatchObject({ kind: 'webp', width: 160, height: 120, content: WEBP })
  expect(keptPicture(WEBP_LOSSLESS)).toMatchObject({ kind: 'webp', width: 160, content: WEBP_LOSSLESS })
  const png = pngOf(130, 110)
  expect(keptPicture(png)).toMatchObject({ kind: 'png', width: 130, height: 110, content: png })
  // Plain WebP, without the extended header in front.
  for (const webp of [WEBP, WEBP_LOSSLESS]) {
    const plain = webpOf(chunksOf(webp).filter(({ type }) => type === 'VP8 ' || type === 'VP8L'))
    expect(keptPicture(plain)).toMatchObject({ kind: 'webp', width: 160, height: 120, content: plain })
  }
})

test.each([
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'.repeat(4))],
  [
    'a page that begins like a JPEG',
    Buffer.concat([Buffer.of(0xff, 0xd8, 0xff), Buffer.from('<script>'.repeat(9))]),
  ],
  ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"></svg>')],
  ['a GIF', Buffer.from(`GIF89a${'\0'.repeat(60)}`)],
  ['a film', Buffer.concat([Buffer.of(0, 0, 0, 24), Buffer.from('ftypheic'), Buffer.alloc(60)])],
  ['sound in the same wrapping', Buffer.from(`RIFF\x40\0\0\0WAVEfmt ${'\0'.repeat(60)}`, 'latin1')],
  ['nothing', Buffer.alloc(0)],
  ['a beginning', JPEG.subarray(0, 4)],
  [
    'a WebP that moves',
    webpOf([
      ...chunksOf(WEBP),
      { type: 'ANMF', data: Buffer.concat([Buffer.alloc(16), riffOf('EXIF', Buffer.alloc(8))]) },
    ]),
  ],
  [
    'a JPEG in which nothing is drawn',
    Buffer.concat([JPEG.subarray(0, JPEG.indexOf(Buffer.of(0xff, 0xda))), Buffer.of(0xff, 0xd9)]),
  ],
])('[PICTURE-1] %s is no picture', (_, bytes) => {
  expect(codeOf(bytes)).toBe('PICTURE_WRONG')
})

test('[PICTURE-1] one that is cut anywhere is none', () => {
  for (const whole of [JPEG, WEBP, WEBP_LOSSLESS, pngOf(130, 110)]) {
    for (let length = 0; length < whole.length; length++) {
      expect({ length, code: codeOf(whole.subarray(0, length)) }).toEqual({ length, code: 'PICTURE_WRONG' })
    }
  }
})

test('[PICTURE-1] whatever is changed in one, it is kept or refused, and never makes the call fail', () => {
  const place = fc.nat({ max: 700 })
  const changes = fc.array(fc.tuple(place, fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 })
  const whole = fc.constantFrom(
    JPEG,
    WEBP,
    WEBP_LOSSLESS,
    pngOf(130, 110),
    jpegWith(segmentOf(0xe1, exifOf(6))),
  )
  fc.assert(
    fc.property(whole, changes, (picture, bytes) => {
      const changed = Buffer.from(picture)
      for (const [at, value] of bytes) changed[at % changed.length] = value
      expect(['jpg', 'png', 'webp', 'PICTURE_WRONG', 'PICTURE_SIZE']).toContain(codeOf(changed))
    }),
    { numRuns: 3_000 },
  )
})

test('[PICTURE-2] is 100 to 4096 pixels a side', () => {
  for (const [width, height] of [
    [5_000, 5_000],
    [4_097, 200],
    [200, 4_097],
    [99, 200],
    [200, 99],
  ] as const) {
    expect(codeOf(pngOf(width, height))).toBe('PICTURE_SIZE')
  }
  expect(codeOf(pngOf(100, 4_096))).toBe('png')
  const jpeg = Buffer.from(JPEG)
  const frame = jpeg.indexOf(Buffer.of(0xff, 0xc0))
  jpeg.writeUInt16BE(5_000, frame + 5)
  expect(codeOf(jpeg)).toBe('PICTURE_SIZE')
})

describe('says nothing of where and when it was taken', () => {
  const told = Buffer.from(PLACE)

  test('[PICTURE-3] a JPEG: EXIF, XMP, IPTC, comments and what follows its end go, its colours stay', () => {
    const phone = Buffer.concat([
      jpegWith(
        segmentOf(0xe1, exifOf(1)),
        segmentOf(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${PLACE}`)),
        segmentOf(0xe2, Buffer.from(`MPF\0${PLACE}`)),
        segmentOf(0xed, Buffer.from(`Photoshop 3.0\0${PLACE}`)),
        segmentOf(0xfe, told),
      ),
      Buffer.from(PLACE),
    ])
    expect(keptPicture(phone).content.equals(JPEG)).toBe(true)
    expect(JPEG.includes('ICC_PROFILE')).toBe(true)
  })

  test('[PICTURE-3] a JPEG: nothing is kept of what is only called like what draws it', () => {
    const jfif = (data: Buffer) => segmentOf(0xe0, Buffer.concat([Buffer.from('JFIF\0', 'latin1'), data]))
    const phone = jpegWith(
      segmentOf(0xe0, told),
      jfif(told.subarray(0, 3)),
      segmentOf(0xee, told),
      segmentOf(0xee, Buffer.concat([Buffer.from('Adobe'), told])),
      ...[0x02, 0x4f, 0xbf, 0xc8, 0xcc, 0xdc, 0xde, 0xdf, 0xf0, 0xf7, 0xfd].map((marker) =>
        segmentOf(marker, told),
      ),
    )
    expect(keptPicture(phone).content.equals(JPEG)).toBe(true)
  })

  test('[PICTURE-3] a JPEG: its header goes on without a small picture, and with how its colours are told', () => {
    const plain = JPEG.subarray(2, 20)
    const small = Buffer.concat([plain.subarray(4, 16), Buffer.of(2, 2), told])
    const adobe = segmentOf(0xee, Buffer.from('Adobe\0\x64\0\0\0\0\x01', 'latin1'))
    const { content } = keptPicture(jpegWith(segmentOf(0xe0, small), adobe))
    expect(content.equals(jpegWith(plain, adobe))).toBe(true)
  })

  test.each(['II', 'MM'] as const)('[PICTURE-3] a JPEG that is turned stays turned (%s)', (order) => {
    for (let turned = 2; turned <= 8; turned++) {
      const { content } = keptPicture(jpegWith(segmentOf(0xe1, exifOf(turned, order))))
      expect(content.includes(told)).toBe(false)
      const said = Buffer.from('Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0', 'latin1')
      expect(content[content.indexOf(said) + said.length]).toBe(turned)
      // Once more changes nothing: the same picture is one file.
      expect(keptPicture(content).content.equals(content)).toBe(true)
    }
    expect(keptPicture(jpegWith(segmentOf(0xe1, exifOf(9, order)))).content.equals(JPEG)).toBe(true)
  })

  test('[PICTURE-3] a PNG: EXIF, texts and the time go', () => {
    const phone = pngOf(130, 110, {
      eXIf: told,
      tEXt: told,
      iTXt: told,
      zTXt: told,
      tIME: told,
      pHYs: Buffer.alloc(9),
    })
    const { content } = keptPicture(phone)
    expect(content.includes(told)).toBe(false)
    expect(content.equals(pngOf(130, 110, { pHYs: Buffer.alloc(9) }))).toBe(true)
  })

  test('[PICTURE-3] a PNG: its colours stay, without the name of their profile, and nothing that is none', () => {
    const icc = chunksOf(WEBP).find(({ type }) => type === 'ICCP')!.data
    const named = (name: string, data: Buffer) =>
      pngOf(130, 110, { iCCP: Buffer.concat([Buffer.from(`${name}\0\0`, 'latin1'), data]) })
    const { content } = keptPicture(named(PLACE, Buffer.concat([deflateSync(icc), told])))
    expect(content.equals(named('icc', deflateSync(icc)))).toBe(true)
    expect(keptPicture(content).content.equals(content)).toBe(true)
    for (const none of [told, deflateSync(Buffer.concat([icc, told])), deflateSync(told), Buffer.alloc(0)]) {
      expect(keptPicture(named('x', none)).content.equals(pngOf(130, 110))).toBe(true)
    }
  })

  test('[PICTURE-3] a WebP: EXIF and XMP go, and it no longer says that it has them', () => {
    const [head, ...rest] = chunksOf(WEBP)
    const flagged = Buffer.from(head!.data)
    flagged[0] = flagged[0]! | 0x0c
    const phone = webpOf([
      { type: 'VP8X', data: flagged },
      ...rest,
      { type: 'EXIF', data: told },
      { type: 'XMP ', data: told },
    ])
    expect(keptPicture(phone).content.equals(WEBP)).toBe(true)
  })
})

describe('in the storage', () => {
  const upload = (bytes: Buffer) =>
    merchant['picture.upload'](mall.asStaff(), { content: bytes.toString('base64') })

  test('[PICTURE-4] is called by its content: the same one is one file, however it comes', async () => {
    const [first, again, other] = await Promise.all([
      upload(JPEG),
      upload(jpegWith(segmentOf(0xe1, exifOf(1)))),
      upload(pngOf(130, 110)),
    ])
    expect(first).toEqual(again)
    expect(first.picture).toMatch(PICTURE_ID)
    expect(first.picture).toContain(pathOf({ kind: 'jpg', content: JPEG }))
    expect(other.picture).not.toBe(first.picture)
    expect(other.picture).toMatch(/\.png$/)
  })

  test('[PICTURE-4] one that the storage does not take is told, in the log with the cause', async () => {
    const refusing = async () => ({ kind: 'unknown', cause: 'timeout' }) as const
    const ctx = { ...mall.asStaff(), files: { put: refusing, addresses: refusing } }
    const content = JPEG.toString('base64')
    expect(await said(merchant['picture.upload'](ctx, { content }))).toBe('PICTURE_NOT_KEPT')
    expect(mall.log).toContainEqual(expect.objectContaining({ event: 'picture.not_kept' }))
    const { picture } = await upload(JPEG)
    expect(await said(checkPictures(ctx, [picture]))).toBe('BUSY')
  })

  test('[PICTURE-5] only what was uploaded here is shown, and what is shown already', async () => {
    const { picture } = await upload(JPEG)
    const check = (pictures: string[], before?: string[]) => said(checkPictures(mall.ctx, pictures, before))
    expect(await check([picture])).toBeUndefined()
    for (const foreign of [
      'https://elsewhere.example/a.jpg',
      '/pictures/honey.webp',
      picture.replace('pictures/', 'other/'),
      picture.replace(/[0-9a-f]{4}\./, 'ffff.'),
      `${picture}?x`,
    ]) {
      expect(await check([picture, foreign])).toBe('PICTURE_UNKNOWN')
      expect(await check([picture, foreign], [foreign])).toBeUndefined()
    }
  })
})

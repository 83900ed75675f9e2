import path from 'node:path'
import type { CallName } from '@shared/contract'
import { routes } from '@shared/collected/routes'
import { startLocalCloud, type LocalCloud } from '../../local'
import { keptFunctions } from '../support/functions'
import { NOON } from '../support/noon'
import { JPEG, pngOf } from '../support/pictures'
import { PATIENCE_MS, until } from '../support/until'
import { openPackage, type OpenPackage } from './host'

/** The merchant's pictures in the built mini-program: chosen, made small, uploaded by the real function, shared. */

const root = path.resolve(__dirname, '../../dist/weapp')
let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startLocalCloud({
    callTimeoutMs: PATIENCE_MS,
    clockStandsAt: NOON,
    functionsDir: keptFunctions(),
    demo: true,
    timers: false,
  })
}, 120_000)
afterAll(() => cloud?.close())

/** Pictures on the phone: one that can be sent as it is, and one from a camera. */
const FILES = new Map([
  ['wxfile://tmp_small.jpg', JPEG],
  ['wxfile://tmp_camera.png', pngOf(400, 300)],
  ['wxfile://tmp_compressed.jpg', pngOf(200, 150)],
])
const INFO: Record<string, object> = {
  'wxfile://tmp_small.jpg': { width: 160, height: 120, type: 'jpeg' },
  'wxfile://tmp_camera.png': { width: 4_000, height: 3_000, type: 'png' },
}

type Answers = Record<string, (options: Record<string, unknown>) => object>
const openAs = (who: string, answers: Answers): OpenPackage =>
  openPackage(
    root,
    (name, data) => {
      const { path: call, input } = data as { path: string; input: unknown }
      return cloud.call(who, `${name}/${call}` as CallName, input as never)
    },
    {},
    new Map(),
    answers,
    FILES,
  )

const askedFor = (mini: OpenPackage, name: string) =>
  mini.asked.filter((one) => one.name === name).map(({ options }) => options)

test('[PICTURE-6] pictures are chosen, made small when they are not, and uploaded', async () => {
  const mini = openAs('merchant', {
    chooseMedia: () => ({
      tempFiles: [
        { tempFilePath: 'wxfile://tmp_small.jpg', size: JPEG.length },
        { tempFilePath: 'wxfile://tmp_camera.png', size: 5_000_000 },
      ],
    }),
    getImageInfo: ({ src }) => INFO[String(src)] ?? {},
    compressImage: () => ({ tempFilePath: 'wxfile://tmp_compressed.jpg' }),
  })
  const page = await mini.open(routes['merchant-goods/new'])
  await page.says('加图')
  page.tap('加图')
  await page.says('2/9')
  expect(askedFor(mini, 'chooseMedia')).toMatchObject([
    { count: 9, mediaType: ['image'], sourceType: ['album', 'camera'], sizeType: ['compressed'] },
  ])
  expect(askedFor(mini, 'compressImage')).toMatchObject([
    { src: 'wxfile://tmp_camera.png', quality: 82, compressedWidth: 1_440 },
  ])
  expect(mini.refused).toEqual([])
  page.close()
})

test.each([
  ['breaks it off', { errMsg: 'chooseMedia:fail cancel' }, undefined],
  [
    'has not agreed to the guideline',
    { errMsg: 'chooseMedia:fail privacy permission is not authorized', errno: 104 },
    '同意隐私保护指引后才能选择图片',
  ],
  [
    'meets a shop that has not declared it',
    { errMsg: 'chooseMedia:fail api scope is not declared in the privacy agreement', errno: 112 },
    '商家还没有开通“选择图片”',
  ],
])('[PICTURE-6] who %s is told what to do, and can go on', async (_, error, words) => {
  const mini = openAs('merchant', {
    chooseMedia: () => {
      throw Object.assign(new Error(), error)
    },
  })
  const page = await mini.open(routes['merchant-goods/new'])
  await page.says('加图')
  page.tap('加图')
  if (words === undefined) await until('it is asked', () => askedFor(mini, 'chooseMedia').length > 0)
  else await page.says(words)
  expect(page.text()).toContain('0/9')
  page.tap('加图')
  await until('it can be asked again', () => askedFor(mini, 'chooseMedia').length > 1)
  page.close()
})

test('[PICTURE-7] a card carries the address of a picture that others find, or none', async () => {
  const uploaded = await cloud.call('merchant', 'merchant/picture.upload', {
    content: JPEG.toString('base64'),
  })
  if (!uploaded.ok) throw new Error(uploaded.error.message)
  const { picture } = uploaded.data
  const { _ } = cloud.db
  const [product] = await cloud.db.find('products', { where: { listed: true }, limit: 1 })
  await cloud.db.change('products', { _id: product!._id }, { pictures: _.set([picture]) })
  const address = 'https://b.tcb.qcloud.la/pictures/1.jpg'
  const opened = async (answers: Answers) => {
    const mini = openAs('buyer', answers)
    const page = await mini.open(routes['goods/detail'], { productId: product!._id })
    await page.says(product!.name)
    return { mini, page }
  }
  const known = await opened({ 'cloud.getTempFileURL': () => ({ fileList: [{ tempFileURL: address }] }) })
  expect(askedFor(known.mini, 'cloud.getTempFileURL')).toContainEqual({ fileList: [picture] })
  expect(known.page.shares()).toMatchObject({ imageUrl: address })
  const unknown = await opened({
    'cloud.getTempFileURL': () => {
      throw Object.assign(new Error(), { errMsg: 'cloud.getTempFileURL:fail -1' })
    },
  })
  expect(unknown.page.shares()).not.toHaveProperty('imageUrl')
})
